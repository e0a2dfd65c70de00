// What Python says about a program that goes wrong, under the editor: the traceback of the exception that
// ended the program, and the reports and other warnings up to the playhead. Each of the program's own lines links to its moment.

import { element, setText } from '../dom.js';
import { lessons } from '../warnings/lessons.js';
import { adviceOn, causeOf, coroutineOf } from './faults.js';
import * as say from '#words/outcome.js';

const reported = new Set(['never_awaited', 'never_retrieved', 'destroyed']);  // with all that Python says

/// Calls `onPlace({ line, task, before })` when the reader follows a line, or with `line: 0` for a moment
/// only; `before` is null if nothing has run.
export function createTrouble(onPlace) {
  const traceback = element('div');
  const list = element('ol', { class: 'trouble-reports', 'aria-label': say.reportsOf });
  const later = element('p', { class: 'trouble-later' });
  const warned = element('ol', { class: 'trouble-reports', 'aria-label': say.warnings, hidden: true });
  const node = element('section', { class: 'trouble', 'aria-label': say.wentWrong, hidden: true }, traceback, list, later, warned);
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
      title: before === null ? say.showsLine(row.line) : say.showsLineThen(row.line),
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
    const words = placeOf(line, t);
    const moment = element('button', {
      type: 'button', class: 'link', textContent: words, title: line > 0 ? say.showsMomentAndLine(line) : say.showsMoment,
      onclick: () => onPlace({ line, task: 0, before: at }),
    });
    const cause = kind === 'never_awaited' ? adviceOn(coroutineOf(rows), outside) : causeOf({ kind, rows });
    return element('li', {}, element('p', {}, moment, cause && `: ${cause}`), block(rows, at, say.report));
  }

  function warningOf({ kind, t, position: before, line, text }) {
    const place = placeOf(line, t);
    const lesson = lessons[kind];
    return element('li', {}, element('p', {},
      element('button', { type: 'button', class: 'link', textContent: place, onclick: () => onPlace({ line, task: 0, before }) }),
      `: ${text} `, element('a', { href: lesson.address, textContent: say.lesson(lesson.title) })));
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
    setText(later, left === 0 ? '' : seen === 0 ? say.reportsAsYouPlay(left) : say.reportsLater(left));
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
      traceback.replaceChildren(...(rows.length > 0 ? [block(rows, done.error?.at ?? done.known?.events ?? null, say.traceback)] : []));
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

const placeOf = (line, t) => {
  const time = say.seconds(t.toFixed(3));
  return line > 0 ? say.lineAt(line, time) : say.at(time);
};

/// Whether the error is in the program's text, so nothing ran.
export const isOfText = (done) => Boolean(done?.error) && done.error.at === null;

/// The traceback; for a program that was stopped, where it was.
function rowsOf(done) {
  if (done?.error) return done.error.rows;
  const stack = (done?.stopped_at ?? []).map(([file, name, line]) => ({ text: `  File "${file}", line ${line}, in ${name}`, line, task: 0 }));
  return stack.length > 0 ? [{ text: 'Stopped at (most recent call last):', line: 0, task: 0 }, ...stack] : [];
}
