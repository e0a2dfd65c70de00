// The box in which one asks ‘what if’: it does something to a task at the playhead, lists what was done, and pins a run
// to compare it with others. Its own file, fetched when it's first opened.

import { createBox } from './box.js';
import { byId, element, setText } from './dom.js';
import { createFinding } from './what-if-finding.js';
import * as say from '#words/what-if.js';

export { createLinks } from './answer.js';

const errors = ['RuntimeError', 'ValueError', 'OSError', 'ConnectionError', 'TimeoutError'];
const margin = 8;  // pixels around what is scrolled into sight
const alive = ['ready', 'running', 'sleeping', 'waiting'];

export function createWhatIf(player, box, link) {
  let state = null;
  let chosen = 0;  // the task's number
  const finding = createFinding(player, { state: () => state, stay });
  const around = createBox(box, link, {
    first: () => (task.disabled ? box : task),  // not a button: Space plays elsewhere
    onShow: (open) => (open ? player.refresh() : finding.end()),
  });

  const said = element('p', { role: 'status', class: 'rows-said' });
  const moment = element('h2', { id: 'what-if-title', textContent: say.title });
  const task = element('select', { id: 'what-if-task', onchange: () => {
    chosen = Number(task.value);
    show(state);
    reveal();
  } });
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
  const pin = button(say.pin, () => {
    player.set('pin', String(!state.what_if.pinned));
    reveal();
  });
  const difference = element('p', { class: 'what-if-difference', role: 'status' });

  box.tabIndex = -1;
  box.append(
    element('div', { class: 'what-if-head' }, moment, element('button', { type: 'button', class: 'link', textContent: say.close, onclick: () => around.show(false) })),
    element('div', {},
      element('p', {}, element('label', { htmlFor: task.id, textContent: say.task }), task),
      element('p', {}, cancel),
      element('p', {}, raise, error),
      element('p', {}, delay, seconds, ` ${say.unit}`),
      hint, said),
    element('div', {},
      deeds, element('p', {}, clear, pin), difference,
      finding.node),
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
    reveal();
  }

  /// Scrolls the stage so that the chosen task's row is in sight, and the pinned run and the sentence below the rows,
  /// too, if there's room for them. What isn't in sight may not be drawn: then first to the axis above the rows.
  function reveal(tries = 3) {
    if (tries === 0) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const row = player.rect(`task:${state?.tasks.find(({ id }) => id === chosen)?.name}`);
      const [, y, , height] = row ?? player.rect('axis') ?? [];
      if (y === undefined) return;
      const stage = byId('panel-stage');
      const lows = ['why', 'beside'].map((name) => player.rect(name)).map((rect) => (rect ? rect[1] + rect[3] : 0));
      const low = [Math.max(...lows), lows[1], lows[0]].find((each) => each > y && (each - y) * player.scale() <= stage.clientHeight);
      const [top, bottom] = [y, Math.max(y + height, low ?? 0)].map((each) => each * player.scale());
      if (row && top >= 0 && bottom <= stage.clientHeight) return;
      stage.scrollTop += !row ? top : top < 0 ? top - margin : bottom - stage.clientHeight + margin;
      reveal(tries - 1);
    }));
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
    finding.allow(possible);
  }

  /// Changes the options only if they differ, so that an open list isn't disturbed.
  function fill(select, options) {
    const key = JSON.stringify(options);
    if (select.dataset.options === key) return;
    select.dataset.options = key;
    select.replaceChildren(...options.map(([value, textContent]) => element('option', { value, textContent })));
  }

  const leave = () => {
    finding.end();
    finding.forget();
    setText(said, '');
  };
  player.on('open', leave);
  player.on('recording', leave);
  player.on('state', show);
  return {
    isOpen: around.isOpen,
    close: () => around.show(false),
    /// Shows the box, for a task if there's one.
    open(which) {
      if (which) chosen = which;
      around.show(true);
      reveal();
    },
  };
}
