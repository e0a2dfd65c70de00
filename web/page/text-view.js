// The text view: everything on the canvas as text and tables, and every control as a plain one. The summary
// and the controls are always in the document; the tables are filled while the view is open (by its link or
// the key T) or has the focus.

import { valueText } from './address.js';
import { byId, element, setText } from './dom.js';
import { shortcutOf } from './keys.js';

const transport = [
  ['toggle', 'Play'], ['step_back', 'Step back'], ['step', 'Step'], ['restart', 'Restart'], ['end', 'To the end'],
  ['speed_down', 'Slower'], ['speed_up', 'Faster'], ['zoom_in', 'Zoom in'], ['zoom_out', 'Zoom out'],
  ['pan_left', 'Earlier'], ['pan_right', 'Later'], ['fit', 'Whole run'], ['axis', 'Time or steps'],
];
const line = (o) => [seconds(o.t), o.task, o.text];
const tables = {
  tasks: {
    title: 'Tasks', columns: ['task', 'coroutine', 'state', 'detail'], empty: 'No task has been made yet.',
    rows: (state) => state.tasks.map((t) => [t.name, t.coroutine, t.state, t.detail]),
  },
  variables: {
    title: 'Variables', columns: ['task', 'coroutine', 'variables'], empty: 'No task has any.', optional: true,
    rows: (state) => state.variables.map((v) => [v.task, v.coroutine, v.values.join(', ')]),
  },
  ready: {
    title: 'Ready queue', columns: ['place', 'what runs'], empty: 'Nothing is ready.',
    rows: (state) => state.ready.map((r, i) => [String(i + 1), r.label]),
  },
  steps: {
    title: 'This instant', columns: ['step', 'what runs', 'when'], empty: 'Nothing has run yet.',
    rows: (state) => state.steps.map((s) => [String(s.step), s.label, s.when]),
  },
  timers: {
    title: 'Timers', columns: ['timer', 'due at', 'time left'], empty: 'No timer is set.',
    rows: (state) => state.timers.map((t) => [t.label, seconds(t.when), seconds(t.left)]),
  },
  threads: {
    title: 'Threads', columns: ['thread', 'state', 'detail'], empty: 'There is none now.', optional: true,
    rows: (state) => state.threads.map((t) => [t.name, t.state, t.detail]),
  },
  jobs: {
    title: 'Jobs in threads', columns: ['thread', 'function', 'for', 'from', 'to', 'slept', 'raised'],
    empty: 'None has begun.', optional: true,
    rows: (state) => state.jobs.map((j) => [j.thread, j.job, j.task, seconds(j.from), j.to === null ? '' : seconds(j.to), seconds(j.slept), j.error]),
  },
  resources: {
    title: 'Queues and locks', columns: ['what', 'state', 'waiting'], empty: 'There is none now.', optional: true,
    rows: (state) => state.resources.map((r) => [r.name, r.detail, r.waiting]),
  },
  output: {
    title: 'Output', columns: ['time', 'task', 'line'], empty: 'Nothing has been printed yet.',
    rows: (state) => state.output.map(line),
  },
  warnings: {
    title: 'Warnings', columns: ['time', 'what happened'], empty: 'There is none.', optional: true,
    rows: (state) => state.warnings.map((w) => [seconds(w.t), w.times > 1 ? `${w.text} (${w.times} times)` : w.text]),
  },
  reports: {
    title: 'Reports', columns: ['time', 'what Python would say'], empty: 'There is none.', optional: true,
    rows: (state) => state.reports.map((r) => [seconds(r.t), r.text]),
  },
  beside: {
    title: 'The other run', columns: ['time', 'task', 'line'], empty: 'It prints nothing.',
    rows: ({ beside }) => beside?.output.map(line),
    titleOf: ({ beside }) => `The same with ${beside.label}: ${beside.text}, to its end`,
  },
  segments: {
    title: 'Timeline', columns: ['task', 'state', 'from', 'to', 'detail'], empty: 'Nothing has happened yet.',
    rows: (state) => state.segments.map((s) => [s.task, s.state, seconds(s.from), s.to === null ? '' : seconds(s.to), s.detail]),
  },
};

function seconds(time) {
  return `${time.toFixed(3)} s`;
}

/// Calls `onWrong(sentence)` with what a control's value was changed to instead, or ''.
export function createTextView(player, { onOpen, onWrong }) {
  const view = byId('text-view');
  const link = byId('text-view-open');
  const message = element('p', { class: 'message', role: 'status' });
  const buttons = new Map(transport.map(([command, label]) =>
    [command, element('button', {
      type: 'button', class: 'button', textContent: label, ...shortcutOf(command), onclick: () => player.command(command),
    })]));
  const parameters = createParameters(player, onWrong);
  const sections = Object.values(tables).map(createTable);
  const closedNote = element('p', { textContent: 'The key T opens its tables: tasks, ready queue, timers, output and more.' });
  const filled = element('div', { hidden: true }, ...sections.map(({ node }) => node));
  byId('text-view-body').append(
    message,
    element('div', { class: 'transport', role: 'group', 'aria-label': 'Transport' }, ...buttons.values()),
    parameters.node,
    closedNote,
    filled,
  );
  link.addEventListener('click', () => toggle());

  const isRead = () => view.classList.contains('open') || view.contains(document.activeElement);

  function toggle(open = !view.classList.contains('open')) {
    view.classList.toggle('open', open);
    document.documentElement.classList.toggle('text-view-open', open);
    link.setAttribute('aria-expanded', String(open));
    if (open) onOpen();
    showTables();
  }

  function showTables() {
    const wasFilled = !filled.hidden;
    filled.hidden = !isRead();
    closedNote.hidden = !filled.hidden;
    if (!filled.hidden && !wasFilled) player.refresh();
  }

  function show(state) {
    setText(byId('text-view-summary'), summary(state));
    setText(message, state.message ?? '');
    setText(buttons.get('toggle'), state.playing ? 'Pause' : 'Play');
    parameters.show(state);
    if (!filled.hidden) sections.forEach((section) => section.fill(state));
  }

  view.addEventListener('focusin', showTables);
  view.addEventListener('focusout', () => requestAnimationFrame(showTables));  // the focus may come back
  player.askForTables(() => !filled.hidden);
  player.on('state', show);
  return { toggle };
}

/// The rows of one of the tables, each a list of cell texts. Doesn't touch the document.
export function tableRows(name, state) {
  return tables[name].rows(state) ?? [];
}

function summary({ title, t, end, ended, playing, speed, running, held_until: held, seed, instant }) {
  const parts = [`${title}: t = ${seconds(t)}`];
  if (end !== null && end !== undefined) parts.push(ended ? `the run has ended` : `the run ends at ${seconds(end)}`);
  parts.push(playing ? 'playing' : 'paused', `speed ${Number(speed.toFixed(2))}`);
  if (seed !== 1) parts.push(`seed ${seed}`);
  const sentences = [`${parts.join(', ')}.`, ...(instant ? [`The instant: ${instant}.`] : []), running ? `Running: ${running}.` : 'No task is running.'];
  if (held !== null && held !== undefined) sentences.push(`The loop is held until ${seconds(held)}.`);
  return sentences.join(' ');
}

/// A heading with a table under it; `fill(state)` changes only the cells that differ.
function createTable({ title, columns, empty, optional, rows: rowsOf, titleOf }, place) {
  const name = Object.keys(tables)[place];
  const id = `text-view-${name}`;
  const body = element('tbody');
  const heading = element('h3', { id, textContent: title });
  const table = element('table', { 'aria-labelledby': id },
    element('thead', {}, element('tr', {}, ...columns.map((c) => element('th', { scope: 'col', textContent: c })))), body);
  const nothing = element('p', { class: 'nothing', textContent: empty });
  const more = element('p', { class: 'nothing', hidden: true });
  const node = element('section', { 'data-table': name }, heading, nothing, table, more);

  function fill(state) {
    const rows = rowsOf(state);
    node.hidden = !rows || (optional && rows.length === 0);
    if (!rows) return;
    if (titleOf) setText(heading, titleOf(state));
    nothing.hidden = rows.length > 0;
    const left = state.more?.[name] ?? 0;
    more.hidden = left === 0;
    setText(more, left ? `and ${left} more` : '');
    table.hidden = rows.length === 0;
    while (body.rows.length > rows.length) body.lastChild.remove();
    rows.forEach((cells, i) => {
      const row = body.rows[i] ?? body.appendChild(element('tr', {}, ...columns.map(() => element('td'))));
      cells.forEach((text, j) => setText(row.cells[j], text ?? ''));
    });
  }
  return { node, fill };
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

/// The seed as a parameter like the others.
function seedOf({ seed }) {
  return {
    name: 'seed', label: 'seed', type: 'seed', value: seed, text: String(seed), unit: '',
    help: 'The random numbers come from it: the same seed is the same run.',
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
