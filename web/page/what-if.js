// The box in which one asks ‘what if’: it does something to a task at the playhead, lists what was done, pins a run
// to compare it with others, and searches for what breaks the program. Its own file, fetched when it's first
// opened.

import { element, setText } from './dom.js';
import { search } from './what-if-search.js';
import * as say from '#words/what-if.js';

const errors = ['RuntimeError', 'ValueError', 'OSError', 'ConnectionError', 'TimeoutError'];
const slice = 12;  // milliseconds of searching between two frames
const alive = ['ready', 'running', 'sleeping', 'waiting'];

export function createWhatIf(player, box, link) {
  let state = null;
  let chosen = 0;  // the task's number
  let searching = null;  // the search that’s under way
  let rest = 0;          // when the page is to have a turn
  let best = null;       // the settings that a search has found
  let basis = '';        // the settings from which it has started, or those that it has found once they're shown

  const said = element('p', { role: 'status', class: 'rows-said' });
  const moment = element('h2', { id: 'what-if-title', textContent: say.title });
  const task = element('select', { id: 'what-if-task', onchange: () => { chosen = Number(task.value); show(state); } });
  const error = element('select', { 'aria-label': say.exception }, ...errors.map((name) => element('option', { value: name, textContent: name })));
  const seconds = number(say.secondsLonger, 1);
  const cancel = button(say.cancelHere, () => act(`cancel-${chosen}-here`));
  const raise = button(say.raiseHere, () => act(`raise-${chosen}-here-${error.value}`));
  const delay = button(say.sleepLonger, () => act(`delay-${chosen}-here-by-${Number(seconds.value) || 0}`));
  const hint = element('p', { class: 'rows-said', id: 'what-if-hint' });
  const deeds = element('ol', { class: 'what-if-done', 'aria-label': say.done });
  const clear = button(say.takeAllBack, () => {
    const { t } = state;
    player.set('what-if', '');
    player.set('t', String(t));
    stay();
  });
  const pin = button(say.pin, () => { player.set('pin', String(!state.what_if.pinned)); });
  const difference = element('p', { class: 'what-if-difference', role: 'status' });

  const wish = element('select', { id: 'what-if-wish', onchange: () => { text.hidden = ['nothing', 'last_line'].includes(wish.value); } },
    ...Object.entries(say.wishes).map(([value, textContent]) => element('option', { value, textContent })));
  const text = element('input', { type: 'text', 'aria-label': say.textInOutput, maxLength: 200, hidden: true });
  const longer = number(null, 5);
  longer.id = 'what-if-longer';
  const start = button(say.search, find);
  const progress = element('p', { class: 'rows-said', role: 'status' });
  const found = element('ul', { class: 'what-if-done' });
  const look = button(say.showBeside, showFound);
  look.hidden = true;

  box.tabIndex = -1;
  box.append(
    element('div', { class: 'what-if-head' }, moment, element('button', { type: 'button', class: 'link', textContent: say.close, onclick: close })),
    element('div', {},
      element('p', {}, element('label', { htmlFor: task.id, textContent: say.task }), task),
      element('p', {}, cancel),
      element('p', {}, raise, error),
      element('p', {}, delay, seconds, ` ${say.unit}`),
      hint, said),
    element('div', {},
      deeds, element('p', {}, clear, pin), difference,
      element('details', {},
        element('summary', { textContent: say.findTitle }),
        element('p', {}, element('label', { htmlFor: wish.id, textContent: say.lookFor }), wish, text),
        element('p', {}, element('label', { htmlFor: longer.id, textContent: say.sleepsLonger }), longer, ` ${say.unit}`),
        element('p', {}, start), progress, found, element('p', {}, look))),
  );

  function button(textContent, onclick) {
    return element('button', { type: 'button', class: 'button', textContent, onclick });
  }

  function number(label, value) {
    return element('input', { type: 'number', min: 0, max: 1000, step: 0.1, value, 'aria-label': label });
  }

  /// Keeps the focus in the box when a button in it is gone.
  function stay() {
    box.focus({ preventScroll: true });
  }

  function act(what) {
    setText(said, player.set('what-if.here', what));
    player.refresh();
  }

  function show(now) {
    state = now;
    if (box.hidden || !state) return;
    const { possible, pinned, done } = state.what_if;
    const tasks = state.tasks.filter((each) => each.id && alive.includes(each.state));
    if (!tasks.some(({ id }) => id === chosen)) chosen = tasks[0]?.id ?? 0;
    setText(moment, say.titleAt(say.seconds(state.t.toFixed(3))));
    fill(task, tasks.map(({ id, name, detail }) => [id, say.taskIs(name, detail)]));
    task.value = chosen;
    const one = tasks.find(({ id }) => id === chosen);
    const asleep = one?.state === 'sleeping';
    task.disabled = cancel.disabled = !one || !possible;
    for (const control of [raise, error, delay, seconds]) control.disabled = !asleep || !possible;
    setText(hint, !possible ? say.isRecording
      : !one ? say.noTask
        : asleep ? '' : one.state === 'waiting' ? say.isWaiting
          : say.isAwake);
    const told = JSON.stringify(done);
    if (told !== deeds.dataset.told) deeds.replaceChildren(...done.map(({ words, when, refused }, i) => element('li', { class: refused ? 'refused' : '' },
      `${refused ? say.refusedDeed(when, words, refused) : say.deed(when, words)} `,
      element('button', { type: 'button', class: 'link', textContent: say.takeBack, onclick() {
        player.set('what-if.back', String(i));
        stay();
      } }))));
    deeds.dataset.told = told;
    clear.hidden = done.length === 0;
    setText(pin, pinned ? say.unpin : say.pin);
    setText(difference, state.what_if.difference);
    start.disabled = !possible;
  }

  /// Changes the options only if they differ, so that an open list isn't disturbed.
  function fill(select, options) {
    const key = JSON.stringify(options);
    if (select.dataset.options === key) return;
    select.dataset.options = key;
    select.replaceChildren(...options.map(([value, textContent]) => element('option', { value, textContent })));
  }

  /// Tries several runs. Returns what they told, or null if the reader has ended the search.
  async function trial({ until, runs }, mine) {
    const indexes = new Map(state.parameters.map(({ name }, i) => [name, i]));
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
    look.hidden = true;
  }

  async function find() {
    if (searching) {
      end();
      return;
    }
    forget(state.live ? say.goBackFirst : '');
    if (state.live) return;
    const mine = searching = {};
    basis = basisOf(state);
    setText(start, say.stop);
    try {
      const tries = search({ state, wish: { is: wish.value, text: text.hidden ? '' : text.value }, longer: Number(longer.value) || 0 });
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

  function tell({ tried, failure, changes, settings }) {
    setText(progress, !failure ? say.noneFails(tried)
      : settings ? say.oneFails(tried, failure, changes.length) : say.failsAlready(failure));
    found.replaceChildren(...changes.map((textContent) => element('li', { textContent })));
    best = settings;
    look.hidden = !settings;
  }

  /// Pins the run from which the search started, and shows the one that fails.
  function showFound() {
    player.command('restart');
    player.set('pin', 'true');
    for (const [name, value] of Object.entries(best.values)) player.set(name, String(value));
    if (best.seed !== state.seed) player.set('seed', String(best.seed));
    player.set('what-if', best.whatIf);
    player.refresh();
    basis = basisOf(state);  // it's still about this run, but pinning that would show nothing
    look.hidden = true;
    stay();
  }

  function close() {
    box.hidden = true;
    end();
    link.setAttribute('aria-expanded', 'false');
    link.focus({ preventScroll: true });
  }

  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  const leave = () => {
    end();
    forget();
    setText(said, '');
  };
  player.on('open', leave);
  player.on('recording', leave);
  player.on('state', show);
  player.on('settings', (now) => {
    if (!basis || basisOf(now) === basis) return;
    forget(searching ? say.searchOver : '');
    end();
  });

  return {
    isOpen: () => !box.hidden,
    close,
    /// Shows the box, for a task if there's one.
    open(which) {
      box.hidden = false;
      link.setAttribute('aria-expanded', 'true');
      if (which) chosen = which;
      player.refresh();
      (task.disabled ? box : task).focus({ preventScroll: true });  // not a button: Space plays elsewhere
    },
  };
}
