// Judges an exercise by what a run came to (core/trace/summary.hpp), never by the text of the program. The
// conditions are those of an exercise.md, in order; the first that isn't met gives the reason.

import * as say from '#words/exercise.js';

/// `judge(must, summary, settings)` returns `{ passed: true }`, or `{ passed: false, reason, at }`: one sentence, and
/// the position in the trace, or `{ line }`, that shows why; `at` is null if there's no such place.
export function judge(must, summary, settings = {}) {
  const wrong = stuckOrBroken(must, summary);
  if (wrong) return wrong;
  for (const condition of must) {
    const [[kind, wanted]] = Object.entries(condition);
    const failure = conditions[kind](wanted, summary, settings);
    if (failure) return { passed: false, at: null, ...failure };
  }
  return { passed: true };
}

/// Judges the choice of a line: the run has to point at it, by a warning or by the error that ends it.
export function judgeLine(line, { warnings, why, error, error_line: errorLine }) {
  if (warnings.some((warning) => warning.line === line) || (why === 'error' && errorLine === line)) return { passed: true };
  const [first] = warnings;
  const reason = first ? say.notToBlameBut(first.text) : why === 'error' ? say.notToBlameBut(say.endsWith(error)) : say.notToBlame;
  return { passed: false, reason, at: first?.position ?? null };
}

/// The kinds of conditions, each `(wanted, summary, settings)`: null if the run meets it, else `{ reason, at }`.
export const conditions = {
  output: (wanted, { output }) => {
    for (const [i, line] of wanted.entries()) {
      if (output[i]?.text === line) continue;
      const at = output[i]?.position ?? null;
      if (output.slice(i).some(({ text }) => text === line)) return { reason: say.printsBefore(output[i].text, line), at };
      const printed = output.filter(({ text }) => text === line).length;
      return { reason: printed === 0 ? say.neverPrints(line) : say.printsOnly(line, printed), at };
    }
    const extra = output[wanted.length];
    return extra ? { reason: say.alsoPrints(extra.text), at: extra.position } : null;
  },
  has: (wanted, { output }) => {
    let from = 0;
    for (const [i, line] of wanted.entries()) {
      const at = output.findIndex(({ text }, j) => j >= from && text === line);
      if (at < 0) {
        const earlier = output.find(({ text }) => text === line);
        return earlier && i > 0 ? { reason: say.printsBefore(line, wanted[i - 1]), at: earlier.position }
          : { reason: say.neverPrints(line) };
      }
      from = at + 1;
    }
    return null;
  },
  never: (wanted, { output }) => {
    const found = output.find(({ text }) => wanted.includes(text));
    return found ? { reason: say.printsWrongly(found.text), at: found.position } : null;
  },
  end: (wanted, { end }) => bounded(wanted, end, (bounds) => say.takes(seconds(end), bounds), seconds),
  at_once: ({ of, ...wanted }, { tasks }) => {
    const { most, at } = atOnce(tasks.filter((task) => task.of === of));
    return bounded(wanted, most, (bounds) => say.runsAtOnce(most, of, bounds), String, at);
  },
  tasks: (wanted, { tasks }) =>
    bounded(wanted, tasks.length, (bounds) => say.hasTasks(tasks.length, bounds)),
  nothing_left: (_wanted, { tasks }) => {
    const left = tasks.find((task) => task.left);
    return left ? { reason: say.pending(left.name, left.of), at: tasks[0].ended_at } : null;
  },
  no_warnings: (wanted, { warnings }) => {
    const found = warnings.find(({ kind }) => wanted === true || wanted.includes(kind));
    return found ? { reason: found.text, at: found.position, line: found.line || undefined } : null;
  },
  set: (wanted, _summary, settings) => {
    for (const [name, bounds] of Object.entries(wanted)) {
      const failure = bounded(bounds, settings[name], (words) => say.isSetTo(name, settings[name], words));
      if (failure) return failure;
    }
    return null;
  },
  ends: () => null,  // see below: it comes before all others
};

/// A run that is stuck or never ends passes nothing; one that ends with an error passes if the exercise allows it.
function stuckOrBroken(must, { why, error, stuck, tasks }) {
  const failed = (reason) => ({ passed: false, reason, at: tasks[0]?.ended_at ?? null });
  const ends = must.find((condition) => 'ends' in condition)?.ends ?? 'finished';
  if (why === 'stuck') return failed(say.stuck(stuck));
  if (why === 'endless') return failed(say.endless);
  if (why === 'error' && ends === 'finished') return failed(say.yourEndsWith(error));
  if (why === 'finished' && ends === 'error') return failed(say.shouldFail);
  return null;
}

/// Null if `value` is within `{ is, least, most }`; else what `says` makes of words for these bounds.
function bounded(bounds, value, says, show = String, at = null) {
  const near = (a, b) => Math.abs(a - b) < 1e-6;
  const { is, least, most } = bounds;
  const good = (is === undefined || near(value, is)) && (least === undefined || value > least || near(value, least))
    && (most === undefined || value < most || near(value, most));
  if (good) return null;
  const words = is !== undefined ? say.exactly(show(is)) : least === undefined ? say.atMost(show(most))
    : most === undefined ? say.atLeast(show(least)) : say.between(show(least), show(most));
  return { reason: says(words), at };
}

/// The most tasks that have begun and not ended at one moment, and the position at which there are that many.
function atOnce(tasks) {
  const moments = tasks.filter(({ begun_at: begun }) => begun !== null)
    .flatMap(({ begun_at: begun, ended_at: ended }) => [[begun, 1], [ended ?? Infinity, -1]]).sort((a, b) => a[0] - b[0]);
  let now = 0;
  let most = 0;
  let at = null;
  for (const [position, step] of moments) {
    now += step;
    if (now > most) [most, at] = [now, position];
  }
  return { most, at };
}

const seconds = (time) => say.seconds([1, 2, 3].map((digits) => time.toFixed(digits)).find((text) => Math.abs(text - time) < 5e-4) ?? time.toFixed(3));
