// Marks for errors in a program's text: the place of a syntax error, the lines through which exceptions
// propagated, and calls whose coroutines were never awaited.

import * as say from '#words/outcome.js';

const failures = new Set(['never_retrieved', 'shutdown_error', 'callback_error', 'generator_error', 'handler_error', 'shielded_error']);

/// The marks for a program with this text; `end` is the sentence about its outcome, `done` is what Python
/// reported.
export function marksOf(text, { text: sentence, wrong, lines }, { error = null, reports = [], tests = null } = {}) {
  const source = text.split('\n');
  const failed = (tests?.faults ?? []).filter(({ line }) => line > 0).map(({ name, line, message }) => lineMark(source, line, `${name}: ${message}`, 'error'));
  const ofEnd = wrong && lines.length > 0 && failed.length === 0 ? [markOfEnd(source, sentence, lines[0], error)] : [];
  const within = (error?.within ?? []).map(({ line, text: message }) => lineMark(source, line, message, 'error'));
  const told = reports.map((report) => markOfReport(source, report)).filter(Boolean);
  const places = new Set();
  return [...ofEnd, ...failed, ...within, ...told].filter(({ line, column, message }) => {
    const place = `${line} ${column} ${message}`;
    return !places.has(place) && places.add(place);
  });
}

function markOfEnd(source, message, line, error) {
  const { type, column, end_line: endLine, end_column: endColumn } = error ?? {};
  const isOfLine = type === 'IndentationError' || type === 'TabError';  // their columns are past the end of the line
  if (!column || isOfLine) return lineMark(source, line, message, 'error');
  return { line, column, endLine: endLine || line, endColumn: endColumn || 0, message, severity: 'error' };
}

/// A mark under a line, without its indentation.
function lineMark(source, line, message, severity) {
  return { line, column: (source[line - 1] ?? '').search(/\S|$/) + 1, message, severity };
}

function markOfReport(source, { kind, line, outside, rows }) {
  if (kind === 'never_awaited') return line > 0 ? markOfCall(source, line, coroutineOf(rows), outside) : null;
  if (kind === 'other' && line > 0) return lineMark(source, line, (rows[0]?.text ?? '').replace(/^[^:]+:\d+: /, ''), 'warning');
  if (!failures.has(kind)) return null;
  const place = rows.findLast((row) => row.line > 0);
  const [first, last] = [rows.at(0)?.text, rows.at(-1)?.text];
  return place ? lineMark(source, place.line, `${last} (${first})`, 'error') : null;
}

/// The exception of a report: the first unindented row of its last traceback, which may be a branch of a
/// group.
export function causeOf({ kind, rows }) {
  if (!failures.has(kind)) return '';
  const texts = rows.map(({ text }) => text.replace(/^ *[|+] ?/, ''));
  const last = texts.findLastIndex((text) => text.endsWith('Traceback (most recent call last):'));
  return last < 0 ? '' : texts.slice(last + 1).find((text) => /^[^\s+-]/.test(text)) ?? '';
}

/// The bare name in "coroutine 'Client.fetch' was never awaited": `fetch`.
export function coroutineOf(rows) {
  const [, name = ''] = /coroutine '([^']*)' was never awaited/.exec(rows[0]?.text ?? '') ?? [];
  return name.split('.').at(-1);
}

/// Advice about a coroutine that was never awaited; outside functions (`outside`), `await` isn't possible.
export function adviceOn(name, outside = false) {
  const isName = /^\w+$/u.test(name);
  if (outside) return isName ? say.justMadeOutside(`${name}(…)`) : say.thisCallOutside;
  return say.justMade(isName ? `${name}(…)` : say.thisCall);
}

/// The mark under a call, or under the whole line if the call can't be found in it.
function markOfCall(source, line, name, outside) {
  const whole = lineMark(source, line, adviceOn(name, outside), 'warning');
  const text = source[line - 1] ?? '';
  const at = [...text.matchAll(/[\w.]+(?=\s*\()/gu)].find(([found]) => found.split('.').at(-1) === name)?.index;
  if (at === undefined) return whole;
  const characters = (end) => [...text.slice(0, end)].length;
  const end = endOfCall(text, text.indexOf('(', at));
  return { ...whole, column: characters(at) + 1, endColumn: characters(end) + 1 };
}

/// The position after the bracket that closes the one at `open`, or the end of the line.
function endOfCall(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth += 1;
    if (text[i] === ')') depth -= 1;
    if (depth === 0) return i + 1;
  }
  return text.trimEnd().length;
}
