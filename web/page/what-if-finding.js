// Finding what breaks the program that is shown: the part of the box ‘what if’ with which one looks for it, and shows
// what was found beside the run from which it started. The search itself is in what-if-search.js.

import { element, setText } from './dom.js';
import { search } from './what-if-search.js';
import * as say from '#words/what-if.js';

const slice = 12;  // milliseconds of searching between two frames

/// `state()` is the page's; `stay()` keeps the focus in the box when a button in it is gone.
export function createFinding(player, { state, stay }) {
  let searching = null;  // the search that’s under way
  let rest = 0;          // when the page is to have a turn
  let best = null;       // the settings that a search has found
  let basis = '';        // the settings from which it has started, or those that it has found once they're shown

  const wish = element('select', { id: 'what-if-wish', onchange: showText },
    ...Object.entries(say.wishes).map(([value, textContent]) => element('option', { value, textContent })));
  const text = element('input', { type: 'text', 'aria-label': say.textInOutput, maxLength: 200, hidden: true });
  const longer = element('input', { type: 'number', id: 'what-if-longer', min: 0, max: 1000, step: 0.1, value: 5 });
  const start = button(say.search, find);
  const progress = element('p', { class: 'rows-said', role: 'status' });
  const found = element('ul', { class: 'what-if-done' });
  const look = button(say.showBeside, showFound);
  const other = button(say.otherLine, () => {
    wish.value = 'last_line';
    showText();
    find();
    start.focus({ preventScroll: true });
  });
  look.hidden = other.hidden = true;

  function button(textContent, onclick) {
    return element('button', { type: 'button', class: 'button', textContent, onclick });
  }

  function showText() {
    text.hidden = ['nothing', 'last_line'].includes(wish.value);
  }

  /// Tries several runs. Returns what they told, or null if the reader has ended the search.
  async function trial({ until, runs }, mine) {
    const indexes = new Map(state().parameters.map(({ name }, i) => [name, i]));
    const errands = runs.map(({ values, seed, whatIf }, i) => {
      const list = Object.entries(values).map(([name, value]) => `${indexes.get(name)}:${value}`).join(',');
      return player.look((engine) => engine.trial.begin(i, list, seed, whatIf));
    });
    const sleeps = runs.map((each) => Boolean(each.sleeps));
    if (errands[0]) {
      const told = await player.tries(errands, { until, sleeps });
      return searching === mine ? told : null;
    }
    const told = runs.map(() => null);
    for (;;) {
      for (const i of runs.keys()) told[i] ??= player.look((engine) => engine.trial.goOn(i, until, sleeps[i]));
      if (told.includes(undefined)) return null;  // the engine has stopped
      const isOver = told.every(Boolean);
      if (isOver && performance.now() < rest) return told;
      await new Promise((resolve) => { setTimeout(resolve, 0); });
      rest = performance.now() + slice;
      if (searching !== mine) return null;
      if (isOver) return told;
    }
  }

  /// All that makes a run what it is, as text.
  const basisOf = ({ parameters, seed, live, what_if: { text: done } }) => JSON.stringify([parameters.map((each) => each.start), seed, live, done]);

  /// Ends the search.
  function end() {
    searching = null;
    setText(start, say.search);
  }

  /// Forgets what a search has found.
  function forget(sentence = '') {
    best = null;
    basis = '';
    setText(progress, sentence);
    found.replaceChildren();
    look.hidden = other.hidden = true;
  }

  async function find() {
    if (searching) {
      end();
      return;
    }
    forget(state().live ? say.goBackFirst : '');
    if (state().live) return;
    const mine = searching = {};
    basis = basisOf(state());
    setText(start, say.stop);
    try {
      const tries = search({ state: state(), wish: { is: wish.value, text: text.hidden ? '' : text.value }, longer: Number(longer.value) || 0 });
      let step = tries.next();
      for (let count = 0; !step.done;) {
        const told = await trial(step.value, mine);
        if (searching !== mine) return;
        if (!told) {
          forget(say.searchEnded);
          return;
        }
        count += told.length;
        setText(progress, say.tried(count));
        step = tries.next(told);
      }
      tell(step.value);
    } finally {
      if (searching === mine) end();
    }
  }

  function tell({ tried, failure, unturned, changes, settings }) {
    setText(progress, !failure ? say.noneFails(tried, unturned, wish.value === 'nothing')
      : settings ? say.oneFails(tried, failure, changes.length) : say.failsAlready(failure));
    found.replaceChildren(...changes.map((textContent) => element('li', { textContent })));
    best = settings;
    look.hidden = !settings;
    other.hidden = Boolean(failure) || wish.value !== 'nothing';
  }

  /// Pins the run from which the search started, and shows the one that fails.
  function showFound() {
    player.command('restart');
    player.set('pin', 'true');
    for (const [name, value] of Object.entries(best.values)) player.set(name, String(value));
    if (best.seed !== state().seed) player.set('seed', String(best.seed));
    player.set('what-if', best.whatIf);
    player.refresh();
    basis = basisOf(state());  // it's still about this run, but pinning that would show nothing
    look.hidden = true;
    stay();
  }

  player.on('settings', (now) => {
    if (!basis || basisOf(now) === basis) return;
    forget(searching ? say.searchOver : '');
    end();
  });

  return {
    node: element('details', {},
      element('summary', { textContent: say.findTitle }),
      element('p', {}, element('label', { htmlFor: wish.id, textContent: say.lookFor }), wish, text),
      element('p', {}, element('label', { htmlFor: longer.id, textContent: say.sleepsLonger }), longer, ` ${say.unit}`),
      element('p', {}, start), progress, found, element('p', {}, look, other)),
    /// Whether anything can be tried.
    allow: (possible) => { start.disabled = !possible; },
    end,
    forget,
  };
}
