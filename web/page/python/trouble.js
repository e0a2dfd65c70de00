// What Python says about a program that goes wrong, under the editor: the traceback of the exception that
// ended the program, and the reports and other warnings up to the playhead. Each of the program's own lines links to its moment.

import { element, setText } from '../dom.js';
import { words } from '../warnings/words.js';
import { adviceOn, causeOf, coroutineOf } from './faults.js';

const reported = new Set(['never_awaited', 'never_retrieved', 'destroyed']);  // with all that Python says

/// Calls `onPlace({ line, task, before })` when the reader follows a line, or with `line: 0` for a moment
/// only; `before` is null if nothing has run.
export function createTrouble(onPlace) {
  const traceback = element('div');
  const list = element('ol', { class: 'trouble-reports', 'aria-label': 'What Python reports' });
  const later = element('p', { class: 'trouble-later' });
  const warned = element('ol', { class: 'trouble-reports', 'aria-label': 'Warnings', hidden: true });
  const node = element('section', { class: 'trouble', 'aria-label': 'What went wrong', hidden: true }, traceback, list, later, warned);
  let reports = [];
  let more = 0;
  let position = 0;
  let seen = 0;  // reports shown so far: going back only dims them, because a row mustn't vanish when it's pressed
  let shown = '';
  let warnings = '[]';  // those shown

  function place(row, before) {
    const [, branches, words] = /^([ |+]*)(.*)$/s.exec(row.text);
    return element('button', {
      type: 'button', class: 'trouble-row',
      title: before === null ? `Shows line ${row.line}` : `Shows line ${row.line}, and when it ran`,
      onclick: () => onPlace({ ...row, before }),
    }, branches, element('span', { textContent: words }));
  }

  /// Rows as CPython prints them; rows from other files are dimmed.
  function block(rows, before, label) {
    let foreign = false;
    const lines = rows.map((row) => {
      if (/^[ |+]*File "/.test(row.text)) foreign = row.line === 0;
      else if (!/^[ |+]* {4}/.test(row.text)) foreign = false;
      if (row.line > 0) return place(row, before);
      return element('div', { class: foreign ? 'trouble-row foreign' : 'trouble-row', textContent: row.text || ' ' });
    });
    return element('div', { class: 'traceback', role: 'group', tabIndex: 0, 'aria-label': label }, ...lines);
  }

  function itemOf({ kind, at, t, line, outside, rows }) {
    const words = `${line > 0 ? `Line ${line}, at` : 'At'} ${t.toFixed(3)} s`;
    const moment = element('button', {
      type: 'button', class: 'link', textContent: words, title: line > 0 ? `Shows this moment, and line ${line}` : 'Shows this moment',
      onclick: () => onPlace({ line, task: 0, before: at }),
    });
    const cause = kind === 'never_awaited' ? adviceOn(coroutineOf(rows), outside) : causeOf({ kind, rows });
    return element('li', {}, element('p', {}, moment, cause && `: ${cause}`), block(rows, at, 'Report'));
  }

  function warningOf({ kind, t, position: before, line, text }) {
    const place = `${line > 0 ? `Line ${line}, at` : 'At'} ${t.toFixed(3)} s`;
    const { lesson } = words[kind];
    return element('li', {}, element('p', {},
      element('button', { type: 'button', class: 'link', textContent: place, onclick: () => onPlace({ line, task: 0, before }) }),
      `: ${text} `, element('a', { href: lesson.address, textContent: `Lesson: ${lesson.title}` })));
  }

  const hide = () => { node.hidden = traceback.childElementCount === 0 && reports.length === 0 && warnings === '[]'; };

  /// Shows the reports up to now.
  function update() {
    const come = reports.filter(({ at }) => at <= position).length;
    seen = Math.max(seen, come);
    [...list.children].forEach((item, i) => {
      item.hidden = i >= seen;
      item.classList.toggle('ahead', i >= come);
    });
    const left = reports.length - seen + more;
    setText(later, left === 0 ? '' : `${left === 1 ? 'One report more comes' : `${left} reports more come`} ${seen === 0 ? 'as you play' : 'later'}.`);
    list.hidden = seen === 0;
  }

  return {
    node,
    /// Replaces everything with the outcome of a run or a check; null for nothing.
    show(done) {
      const key = JSON.stringify([done?.error, done?.stopped_at, done?.reports, done?.more]);
      if (key === shown) return;  // the same run, longer: don't disturb the focus
      shown = key;
      const rows = rowsOf(done);
      ({ reports = [], more = 0 } = done ?? {});
      traceback.replaceChildren(...(rows.length > 0 ? [block(rows, done.error?.at ?? done.known?.events ?? null, 'Traceback')] : []));
      list.replaceChildren(...reports.map(itemOf));
      seen = 0;
      hide();
      update();
    },
    /// Shows the warnings up to now, except for those that are among the reports.
    warn(all) {
      const rest = all.filter(({ kind }) => !reported.has(kind));
      if (JSON.stringify(rest) === warnings) return;
      warnings = JSON.stringify(rest);
      warned.replaceChildren(...rest.map(warningOf));
      warned.hidden = rest.length === 0;
      hide();
    },
    /// Moves to this position of the run.
    moveTo(now) {
      if (now === position) return;
      position = now;
      if (reports.length > 0) update();
    },
  };
}

/// Whether the error is in the program's text, so nothing ran.
export const isOfText = (done) => Boolean(done?.error) && done.error.at === null;

/// The traceback; for a program that was stopped, where it was.
function rowsOf(done) {
  if (done?.error) return done.error.rows;
  const stack = (done?.stopped_at ?? []).map(([file, name, line]) => ({ text: `  File "${file}", line ${line}, in ${name}`, line, task: 0 }));
  return stack.length > 0 ? [{ text: 'Stopped at (most recent call last):', line: 0, task: 0 }, ...stack] : [];
}
