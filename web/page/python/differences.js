// Compares the events of a program in CPython with those of its twin in aio. A few named classes of
// difference are allowed (docs/trace-format.md says why); any other difference is a defect.

import * as say from '#words/outcome.js';

/// The differences that a comparison may ignore, the mildest first.
const classes = [
  ['names', (events) => events.map(renamed)],
  ['cancelled', unsaid],
  ['dropped', (events) => events.filter(({ kind }) => kind !== 'resource_dropped')],
  ['reports', lastly],
  ['module level', early],
];

// The tracer tells no function of asyncio's own, which aio does for the task that accepts a connection.
const twins = { enter: '__aenter__', exit: '__aexit__', as_coro: '__await__', _accept_connection2: '' };
const renamed = (event) => {
  const name = (text) => text.split(' → ').map((word) => twins[word] ?? word).join(' → ');
  return {
    ...event,
    ...('function' in event ? { function: name(event.function) } : {}),
    ...('callers' in event ? { callers: name(event.callers) } : {}),
  };
};

/// Ignores the outcome of a task that cancelled itself in its last step: CPython doesn't say whether it then
/// raised or returned.
function unsaid(events) {
  const itself = new Set();
  return events.map((event) => {
    if (event.kind === 'task_stepped') itself.delete(event.task);
    if (event.kind === 'task_cancel' && event.by === event.task) itself.add(event.task);
    return event.how === 'cancelled' && itself.has(event.task) ? { ...event, exception: '' } : event;
  });
}

/// Reports may come at another time, but must be the same: moves them to the end, sorted by text.
function lastly(events) {
  const stuck = events.some(({ kind }) => kind === 'deadlock');  // then nothing is collected at the end
  const isIts = ({ kind, text }) => kind === 'reported' && !stuck && !text.startsWith('Exception ignored');
  const reports = events.filter(isIts).map(({ what, text }) => ({ kind: 'reported', what, text }));
  return [...events.filter(({ kind }) => kind !== 'reported'), ...reports.sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))];
}

/// A resource created at module level exists before the first task; the twin creates it later, or never. So
/// resources are numbered by the order of their first use.
function early(events) {
  const numbers = new Map();
  const number = (resource) => {
    if (!numbers.has(resource)) numbers.set(resource, numbers.size + 1);
    return numbers.get(resource);
  };
  return events.filter(({ kind }) => kind !== 'resource_made').map((event) => {
    const isResource = event.waits_for === 'resource' || event.waits_for === 'future';
    return {
      ...event,
      ...('resource' in event ? { resource: number(event.resource) } : {}),
      ...(isResource && event.subject ? { subject: number(event.subject) } : {}),
    };
  });
}

/// The events without their lines, which belong to two different sources, but with `markOf(line)` for each
/// line.
export function marked(events, markOf) {
  const isMarked = ({ kind, line }) => line !== undefined && kind !== 'reported' && kind !== 'task_cancel' && kind !== 'held';  // aio doesn't know these lines
  // What variables are told of is another matter; see tests/lessons/values.test.mjs.
  return events.filter(({ kind }) => kind !== 'task_variables').map((event) => {
    const { line, file: _file, ...rest } = event;
    return isMarked(event) ? { ...rest, mark: markOf(line) } : rest;
  });
}

/// `[]` if both lists are the same; else the classes that explain all differences, or a sentence about the
/// first one that none explains.
export function differences(ours, theirs) {
  const used = [];
  let [left, right] = [ours, theirs];
  for (let i = 0; ; ++i) {
    const at = firstDifference(left, right);
    if (at < 0) return used;
    if (i === classes.length) return say.eventAndThen(at + 1, context(left, at), context(right, at));
    const [name, overlook] = classes[i];
    const [was, wasToo] = [left, right];
    [left, right] = [overlook(left), overlook(right)];
    if (firstDifference(was, left) >= 0 || firstDifference(wasToo, right) >= 0) used.push(name);
  }
}

function firstDifference(left, right) {
  const length = Math.max(left.length, right.length);
  for (let i = 0; i < length; ++i) {
    if (JSON.stringify(left[i]) !== JSON.stringify(right[i])) return i;
  }
  return -1;
}

const context = (events, at) => events.slice(Math.max(0, at - 4), at + 4).map((event) => `  ${JSON.stringify(event)}`).join('\n');
