// The text view: everything that the canvas shows, as text and tables, and every
// control as a plain one. It is always in the document, for screen readers, for
// find-in-page and for tests; a link and the key T open it to the eye.

import { valueText } from './address.js';
import { byId, element, setText } from './dom.js';

const transport = [
  ['toggle', 'Play'], ['step_back', 'Step back'], ['step', 'Step'], ['restart', 'Restart'], ['end', 'To the end'],
  ['speed_down', 'Slower'], ['speed_up', 'Faster'],
];
const tables = {
  tasks: ['Tasks', ['task', 'coroutine', 'state', 'detail'], 'No task has been made yet.'],
  ready: ['Ready queue', ['place', 'what runs'], 'Nothing is ready.'],
  timers: ['Timers', ['timer', 'due at', 'time left'], 'No timer is set.'],
  resources: ['Queues and locks', ['what', 'state', 'waiting'], 'There is none now.'],
  output: ['Output', ['time', 'task', 'line'], 'Nothing has been printed yet.'],
  reports: ['Warnings', ['time', 'what Python would say'], 'There is none.'],
  beside: ['The other run', ['time', 'task', 'line'], 'It prints nothing.'],
  segments: ['Timeline', ['task', 'state', 'from', 'to', 'detail'], 'Nothing has happened yet.'],
};

export function seconds(time) {
  return `${time.toFixed(3)} s`;
}

/// `onWrong(sentence)` is told what a control's value was changed to instead, or ''.
export function createTextView(player, { onOpen, onWrong }) {
  const view = byId('text-view');
  const link = byId('text-view-open');
  const message = element('p', { class: 'message', role: 'status' });
  const buttons = new Map(transport.map(([command, label]) =>
    [command, element('button', { type: 'button', class: 'button', textContent: label, onclick: () => player.command(command) })]));
  const parameters = createParameters(player, onWrong);
  const sections = new Map(Object.entries(tables).map(([name, words]) => [name, createTable(name, ...words)]));
  byId('text-view-body').append(
    message,
    element('div', { class: 'transport', role: 'group', 'aria-label': 'Transport' }, ...buttons.values()),
    parameters.node,
    ...[...sections.values()].map(({ node }) => node),
  );
  link.addEventListener('click', () => toggle());

  function toggle(open = !view.classList.contains('open')) {
    view.classList.toggle('open', open);
    document.documentElement.classList.toggle('text-view-open', open);
    link.setAttribute('aria-expanded', String(open));
    if (open) onOpen();
  }

  function show(state) {
    setText(byId('text-view-summary'), summary(state));
    setText(message, state.message ?? '');
    setText(buttons.get('toggle'), state.playing ? 'Pause' : 'Play');
    parameters.show(state);
    sections.get('tasks').fill(state.tasks.map((t) => [t.name, t.coroutine, t.state, t.detail]));
    sections.get('ready').fill(state.ready.map((r, i) => [String(i + 1), r.label]));
    sections.get('timers').fill(state.timers.map((t) => [t.label, seconds(t.when), seconds(t.left)]));
    const resources = sections.get('resources');
    resources.node.hidden = state.resources.length === 0;
    resources.fill(state.resources.map((r) => [r.name, r.detail, r.waiting]));
    sections.get('output').fill(state.output.map((o) => [seconds(o.t), o.task, o.text]));
    const reports = sections.get('reports');
    reports.node.hidden = state.reports.length === 0;
    reports.fill(state.reports.map((r) => [seconds(r.t), r.text]));
    const beside = sections.get('beside');
    beside.node.hidden = !state.beside;
    beside.fill((state.beside?.output ?? []).map((o) => [seconds(o.t), o.task, o.text]));
    if (state.beside) beside.title(`The same with ${state.beside.label}: ${state.beside.text}, to its end`);
    sections.get('segments').fill(state.segments.map((s) => [s.task, s.state, seconds(s.from), s.to === null ? '' : seconds(s.to), s.detail]));
  }

  player.on('state', show);
  return { toggle };
}

function summary({ title, t, end, ended, playing, speed, running, held_until: held, seed }) {
  const parts = [`${title}: t = ${seconds(t)}`];
  if (end !== null && end !== undefined) parts.push(ended ? `the run has ended` : `the run ends at ${seconds(end)}`);
  parts.push(playing ? 'playing' : 'paused', `speed ${Number(speed.toFixed(2))}`);
  if (seed !== 1) parts.push(`seed ${seed}`);
  const sentences = [`${parts.join(', ')}.`, running ? `Running: ${running}.` : 'No task is running.'];
  if (held !== null && held !== undefined) sentences.push(`The loop is held until ${seconds(held)}.`);
  return sentences.join(' ');
}

/// A heading with a table under it; `fill(rows)` changes only the cells that differ.
function createTable(name, title, columns, empty) {
  const id = `text-view-${name}`;
  const body = element('tbody');
  const table = element('table', { 'aria-labelledby': id },
    element('thead', {}, element('tr', {}, ...columns.map((c) => element('th', { scope: 'col', textContent: c })))), body);
  const nothing = element('p', { class: 'nothing', textContent: empty });
  const node = element('section', { 'data-table': name }, element('h3', { id, textContent: title }), nothing, table);

  function fill(rows) {
    nothing.hidden = rows.length > 0;
    table.hidden = rows.length === 0;
    while (body.rows.length > rows.length) body.lastChild.remove();
    rows.forEach((cells, i) => {
      const row = body.rows[i] ?? body.appendChild(element('tr', {}, ...columns.map(() => element('td'))));
      cells.forEach((text, j) => setText(row.cells[j], text ?? ''));
    });
  }
  fill([]);
  return { node, fill, title: (text) => setText(node.firstChild, text) };
}

function createParameters(player, onWrong) {
  const node = element('div', { class: 'parameters', role: 'group', 'aria-label': 'Parameters' });
  let shape = '';
  let controls = [];

  function show(state) {
    const all = state.seeded ? [...state.parameters, seedOf(state)] : state.parameters;
    const wanted = JSON.stringify([state.lesson, all.map(({ name }) => name)]);
    if (wanted !== shape) {
      shape = wanted;
      controls = all.map((p) => createControl(p, (text) => onWrong(player.set(p.name, text))));
      node.replaceChildren(...controls.map((control) => control.node));
    }
    all.forEach((p, i) => controls[i].show(p));
  }
  return { node, show };
}

/// The seed as a parameter like others.
function seedOf({ seed }) {
  return {
    name: 'seed', label: 'seed', type: 'seed', value: seed, text: String(seed), unit: '',
    help: 'The random numbers come from it: the same seed is the same run.',
  };
}

/// One labelled control for one parameter; `set(text)` is called when the reader changes it.
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
  const node = element('p', { class: `parameter ${type}` },
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
