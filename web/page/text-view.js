// The text view: everything on the canvas as text and tables, and the plain controls, which are over the canvas while
// this is closed. The summary is always in the document; the tables are filled while the view is open (by its link
// or the key T) or has the focus.

import { byId, element, setText } from './dom.js';
import * as say from '#words/text-view.js';

const line = (o) => [seconds(o.t), o.task, o.text];
const tables = {
  tasks: {
    ...say.tables.tasks,
    rows: (state) => state.tasks.map((t) => [t.name, t.coroutine, t.state, t.detail]),
  },
  variables: {
    ...say.tables.variables, optional: true,
    rows: (state) => state.variables.map((v) => [v.task, v.coroutine, v.values.join(', ')]),
  },
  shared: {
    ...say.tables.shared, optional: true,
    rows: (state) => state.shared.map((s) => [s.name, seconds(s.t), s.text, s.task, s.then]),
  },
  ready: {
    ...say.tables.ready,
    rows: (state) => state.ready.map((r, i) => [String(i + 1), r.label]),
  },
  steps: {
    ...say.tables.steps,
    rows: (state) => state.steps.map((s) => [String(s.step), s.label, s.when]),
  },
  timers: {
    ...say.tables.timers,
    rows: (state) => state.timers.map((t) => [t.label, seconds(t.when), seconds(t.left)]),
  },
  outside: {
    ...say.tables.outside, emptyOf: (state) => `${state.no_outside[0].toUpperCase()}${state.no_outside.slice(1)}.`,
    rows: (state) => state.outside.map((o) => [o.task, o.what, seconds(o.for)]),
  },
  threads: {
    ...say.tables.threads, optional: true,
    rows: (state) => state.threads.map((t) => [t.name, t.state, t.detail]),
  },
  jobs: {
    ...say.tables.jobs, optional: true,
    rows: (state) => state.jobs.map((j) => [j.thread, j.job, j.task, seconds(j.from), j.to === null ? '' : seconds(j.to), seconds(j.slept), j.error]),
  },
  resources: {
    ...say.tables.resources, optional: true,
    rows: (state) => state.resources.map((r) => [r.name, r.detail, r.waiting]),
  },
  output: {
    ...say.tables.output,
    rows: (state) => state.output.map(line),
  },
  warnings: {
    ...say.tables.warnings, optional: true,
    rows: (state) => state.warnings.map((w) => [seconds(w.t), w.times > 1 ? say.times(w.text, w.times) : w.text]),
  },
  reports: {
    ...say.tables.reports, optional: true,
    rows: (state) => state.reports.map((r) => [seconds(r.t), r.text]),
  },
  beside: {
    ...say.tables.beside,
    rows: ({ beside }) => beside?.output.map(line),
    titleOf: ({ beside: { label, text } }) => (label ? say.same(label, text) : say.toItsEnd(text)),
  },
  differences: {
    ...say.tables.differences, optional: true,
    rows: (state) => state.differences.map((d) => [d.task, d.text]),
  },
  segments: {
    ...say.tables.segments,
    rows: (state) => state.segments.map((s) => [s.task, s.state, seconds(s.from), s.to === null ? '' : seconds(s.to), s.detail]),
  },
};

function seconds(time) {
  return say.seconds(time.toFixed(3));
}

/// `controls` from controls.js are in it while it's open; `onClose()` may put them elsewhere.
export function createTextView(player, { controls, onOpen, onClose }) {
  const view = byId('text-view');
  const link = byId('text-view-open');
  const message = element('p', { class: 'message', role: 'status' });
  const half = element('p', { class: 'half' });
  const place = element('div');
  const sections = Object.entries(tables).map(createTable);
  const closedNote = element('p', { textContent: say.closed });
  const filled = element('div', { hidden: true }, ...sections.map(({ node }) => node));
  byId('text-view-body').append(
    message,
    half,
    place,
    closedNote,
    filled,
  );
  place.append(...controls.nodes);
  onClose();
  link.addEventListener('click', () => toggle());

  const isRead = () => view.classList.contains('open') || view.contains(document.activeElement);

  function toggle(open = !view.classList.contains('open')) {
    view.classList.toggle('open', open);
    document.documentElement.classList.toggle('text-view-open', open);
    link.setAttribute('aria-expanded', String(open));
    if (open) {
      controls.keepFocus(() => place.append(...controls.nodes));
      onOpen();
    } else controls.keepFocus(onClose);
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
    setText(half, state.playing ? '' : state.half);
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

function summary({ title, t, end, ended, playing, speed, running, held_until: held, seed, instant, why, idle, hidden }) {
  const parts = [say.at(title, seconds(t))];
  if (end !== null && end !== undefined) parts.push(ended ? say.ended : say.endsAt(seconds(end)));
  parts.push(playing ? say.playing : say.paused, say.speed(Number(speed.toFixed(2))));
  if (seed !== 1) parts.push(say.seed(seed));
  const sentences = [`${parts.join(', ')}.`, ...(instant ? [say.instant(instant)] : []), running || idle ? say.running(running || idle) : say.noneRunning];
  if (held !== null && held !== undefined) sentences.push(say.held(seconds(held)));
  if (hidden) sentences.push(say.hidden(hidden));
  if (why) sentences.push(say.asked(why));
  return sentences.join(' ');
}

/// A heading with a table under it; `fill(state)` changes only the cells that differ.
function createTable([name, { title, columns, empty, emptyOf, optional, rows: rowsOf, titleOf }]) {
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
    if (emptyOf) setText(nothing, emptyOf(state));
    const left = state.more?.[name] ?? 0;
    more.hidden = left === 0;
    setText(more, left ? say.more(left) : '');
    table.hidden = rows.length === 0;
    while (body.rows.length > rows.length) body.lastChild.remove();
    rows.forEach((cells, i) => {
      const row = body.rows[i] ?? body.appendChild(element('tr', {}, ...columns.map(() => element('td'))));
      cells.forEach((text, j) => setText(row.cells[j], text ?? ''));
    });
  }
  return { node, fill };
}
