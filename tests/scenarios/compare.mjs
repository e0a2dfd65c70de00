// Two lists of a scenario's events, compared: aio's and CPython's.

import { differences } from '../../web/page/python/differences.js';

/// An event without functions and lines, since the twin's are those of an interpreter.
export const plain = ({ function: _function, callers: _callers, line: _line, file: _file, ...event }) => event;

/// The events up to the end of the last callback, and those after it.
function cut(events) {
  const end = events.findLastIndex(({ kind }) => kind === 'callback_ended') + 1;
  return [events.slice(0, end), events.slice(end)];
}

/// Whether each of `some` is one of `all`: in which order the collector drops what's left is its own affair.
function isWithin(some, all) {
  const left = all.map((event) => JSON.stringify(event));
  return some.every((event) => {
    const at = left.indexOf(JSON.stringify(event));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/// The names of the classes of difference, or the sentence that says what is left. In the end Python alone runs what is
/// left of coroutines: there it may do more. What is collected with its waiters doesn't tell of the ends of their waits.
export function classOf(ours, theirs) {
  const found = differences(ours, theirs);
  if (typeof found !== 'string') return found.join(', ') || 'none';
  const [[left, rest], [right, more]] = [ours, theirs].map(cut);
  const untilThen = differences(left, right);
  const isTold = ({ kind }) => kind !== 'resource_dropped' && kind !== 'reported';
  const dropped = new Set(more.filter(({ kind }) => kind === 'resource_dropped').map(({ resource }) => resource));
  const isLeft = (event) => isTold(event) && !(event.kind === 'wait_ended' && dropped.has(event.resource));
  if (typeof untilThen === 'string' || !isWithin(rest.filter(isLeft), more.filter(isTold))) return found;
  return [...untilThen, 'after the last callback'].join(', ');
}
