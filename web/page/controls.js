// The plain controls: every button, slider, switch and choice of the canvas as an element of HTML. They're in the text
// view while it's open, and else are over the canvas (over.js). `data-at` names what each is on the canvas.

import { valueText } from './address.js';
import { byId, element, setText } from './dom.js';
import { shortcutOf } from './keys.js';
import * as say from '#words/controls.js';

const transport = [
  ['toggle', say.play, 'play'], ['restart', say.restart, 'restart'], ['step_back', say.stepBack, 'step_back'], ['step', say.step, 'step'],
  ['end', say.toEnd, 'to_end'], ['speed_down', say.slower], ['speed_up', say.faster],
  ['slow', say.slow, 'slow'], ['undo', say.undo], ['zoom_out', say.zoomOut, 'zoom_out'],
  ['zoom_in', say.zoomIn, 'zoom_in'], ['pan_left', say.earlier], ['pan_right', say.later], ['axis', say.axis, 'axis_kind'],
  ['fit', say.fit, 'fit'], ['show_future', say.showFuture, 'show_future'],
];

/// Calls `onWrong(sentence)` with what a control's value was changed to instead, or ''; `onNamed()` when the reader goes
/// from a control's name in the text to the control; and `onBack()` if something else than the lesson is in the panel then.
export function createControls(player, { onWrong, onNamed, onBack }) {
  const buttons = new Map(transport.map(([command, label]) => [command, element('button', {
    type: 'button', class: 'button', textContent: label, ...(command === 'show_future' ? { hidden: true } : shortcutOf(command)), onclick: () => player.command(command),
  })]));
  const slots = transport.map(([command,, at]) => element('span', { class: 'slot', 'data-at': JSON.stringify(at ? [at] : []) }, buttons.get(command)));
  const time = createTime(player);
  const parameters = createParameters(player, onWrong);
  const nodes = [element('div', { class: 'transport', role: 'group', 'aria-label': say.transport }, ...slots), time.node, parameters.node];
  player.on('state', (state) => {
    setText(buttons.get('toggle'), state.playing ? say.pause : say.play);
    const slow = buttons.get('slow');
    if (slow.getAttribute('aria-pressed') !== String(state.slow)) slow.setAttribute('aria-pressed', String(state.slow));
    const show = buttons.get('show_future');
    if (show.hidden !== !state.hidden) {
      if (document.activeElement === show) buttons.get('toggle').focus({ preventScroll: true });
      show.hidden = !state.hidden;
    }
    if (buttons.get('undo').disabled !== !state.undo) buttons.get('undo').disabled = !state.undo;
    time.show(state);
    parameters.show(state);
  });
  document.addEventListener('click', (event) => {
    const name = event.target.closest('[data-control]')?.dataset.control;
    if (!name) return;
    event.preventDefault();
    if (player.recording()) onBack();
    onNamed();
    parameters.focus(name);
  }, true);
  return {
    nodes,
    /// An element that is moved loses the focus: gives it back.
    keepFocus(move) {
      const focused = nodes.some((node) => node.contains(document.activeElement)) ? document.activeElement : null;
      move();
      if (focused !== document.activeElement) focused?.focus({ preventScroll: true });
    },
  };
}

/// The playhead and the speed. While the run plays, the playhead's words stay as they are: a screen reader would read
/// each of them.
function createTime(player) {
  const speed = slider('speed', say.speed, say.speedHelp, {
    min: -1, max: 1, step: 0.05, oninput: ({ target }) => player.set('speed', String(Number((10 ** target.value).toFixed(2)))),
  }, ['speed']);
  const playhead = slider('time', say.time, say.timeHelp, {
    min: 0, step: 'any', oninput: ({ target }) => {
      player.command('pause');
      player.set('t', target.value);
    },
  }, ['axis']);
  return {
    node: element('div', { class: 'parameters', role: 'group', 'aria-label': say.timeGroup }, playhead.node, speed.node),
    show(state) {
      speed.show(Math.log10(state.speed), `${Number(state.speed.toFixed(2))}×`);
      if (state.playing) return;
      playhead.input.max = Math.max(state.end ?? 0, state.t, state.end === null ? 10 : 0);
      playhead.show(state.t, say.seconds(state.t.toFixed(3)));
    },
  };
}

function slider(id, label, help, properties, at) {
  const input = element('input', { type: 'range', id: `control-${id}`, 'aria-describedby': `control-${id}-help`, ...properties });
  const shown = element('output', { for: input.id });
  return {
    input,
    node: element('p', { class: 'parameter', 'data-at': JSON.stringify(at) }, element('label', { for: input.id, textContent: label }), input, shown,
      element('small', { id: `control-${id}-help`, textContent: help })),
    show(value, words) {
      if (input.value !== String(value)) input.value = value;
      setText(shown, words);
      if (input.getAttribute('aria-valuetext') !== words) input.setAttribute('aria-valuetext', words);
    },
  };
}

/// What a parameter is on the canvas: a choice has a button for each value.
function placesOf({ name, type, choices }) {
  if (type === 'seed') return ['seed_down', 'seed_up'];
  return type === 'choice' ? choices.map((choice) => `parameter:${name}:${choice}`) : [`parameter:${name}`];
}

/// Those that are folded away are hidden until their button opens them, here or on the canvas.
function createParameters(player, onWrong) {
  const isOpen = () => player.look((engine) => engine.switches())?.more ?? false;
  const button = element('button', { type: 'button', class: 'button', onclick: () => {
    player.set('more', String(!isOpen()));
    fold();
  } });
  const more = element('p', { class: 'parameter', 'data-at': '["more"]' }, button);
  const node = element('div', { class: 'parameters', role: 'group', 'aria-label': say.parameters });
  let shape = '';
  let controls = [];
  let folded = [];

  function fold() {
    const open = isOpen();
    for (const control of folded) control.node.hidden = !open;
    if (button.getAttribute('aria-expanded') !== String(open)) button.setAttribute('aria-expanded', String(open));
  }
  player.on('layout', fold);

  function show(state) {
    const all = state.seeded ? [...state.parameters, seedOf(state)] : state.parameters;
    const wanted = JSON.stringify([state.lesson, all.map(({ name }) => name)]);
    if (wanted !== shape) {
      shape = wanted;
      controls = all.map((p) => createControl(p, (text) => onWrong(player.set(p.name, text))));
      folded = controls.filter((_, i) => all[i].more);
      setText(button, say.more(folded.length));
      node.replaceChildren(...[...controls.filter((control) => !folded.includes(control)), ...(folded.length ? [{ node: more }] : []), ...folded].map((each) => each.node));
    }
    all.forEach((p, i) => controls[i].show(p));
    fold();
  }
  /// Opens the fold if it's there; then it's on the canvas some frames later.
  function focus(name) {
    const find = () => byId(`parameter-${name}`);
    if (folded.some((control) => control.node.contains(find()))) player.set('more', 'true');
    const go = (frames) => {
      find()?.focus();
      if (frames && document.activeElement !== find()) requestAnimationFrame(() => go(frames - 1));
    };
    go(20);
  }
  return { node, show, focus };
}

/// The seed as a parameter like the others.
function seedOf({ seed }) {
  return {
    name: 'seed', label: say.seed, type: 'seed', value: seed, text: String(seed), unit: '',
    help: say.seedHelp,
  };
}

/// A labelled control for one parameter. Calls `set(text)` when the reader changes it.
function createControl(parameter, set) {
  const { name, label, type, help } = parameter;
  const id = `parameter-${name}`;
  const described = { id, 'aria-describedby': `${id}-help`, 'data-parameter': name };
  const shown = element('output', { for: id });
  const input = {
    switch: () => element('input', { ...described, type: 'checkbox', onchange: () => set(String(input.checked)) }),
    choice: () => element('select', { ...described, onchange: () => set(input.value) },
      ...parameter.choices.map((c) => element('option', { value: c, textContent: c }))),
    seed: () => element('input', { ...described, type: 'number', min: 0, max: 4294967295, step: 1, onchange: () => set(input.value) }),
  }[type]?.() ?? element('input', {
    ...described, type: 'range', min: parameter.min, max: parameter.max, step: parameter.step, oninput: () => set(input.value),
  });
  const node = element('p', { class: `parameter ${type}`, 'data-at': JSON.stringify(placesOf(parameter)) },
    element('label', { for: id, textContent: label }), input, shown, element('small', { id: `${id}-help`, textContent: help }));
  return {
    node,
    show(p) {
      const text = valueText(p);
      if (type === 'switch') {
        input.checked = text === 'true';
      } else if (type === 'choice' || type === 'seed') {
        if (input.value !== text) input.value = text;
      } else {
        if (Number(input.value) !== Number(text)) input.value = text;
        const words = [p.text, p.unit].filter(Boolean).join(' ');
        setText(shown, words);
        if (input.getAttribute('aria-valuetext') !== words) input.setAttribute('aria-valuetext', words);
      }
    },
  };
}
