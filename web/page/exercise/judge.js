// Judges an exercise by what a run came to (core/trace/summary.hpp), never by the text of the program. The
// conditions are those of an exercise.md, in order; the first that isn't met gives the reason. A typical mistake is
// known by its run too, and has a hint of its own.

import * as say from '#words/exercise.js';

/// Judges a run of the exercise `given` (lessons/build/exercise.mjs). `parameters` are the lesson's, with their values. Returns
/// `{ passed: true, why }`, or `{ passed: false, reason, hint, at, line }`: one sentence; a hint at the mistake, or ''; the
/// position in the trace that shows the reason, or null; and the line there, or undefined.
export function judge({ must, why = '', wrong = [] }, summary, parameters = []) {
  const failure = stuckOrBroken(must, summary) ?? firstFailure(must, summary, parameters);
  if (!failure) return { passed: true, why: filled(why, summary) };
  const mistake = wrong.find(({ when }) => isMet(when, summary, parameters));
  return { passed: false, at: null, ...failure, hint: filled(mistake?.hint ?? '', summary) };
}

/// Judges the choice of a line: a warning of the run has to point at it. Each other line has a hint of its own.
export function judgeLine({ start, why = '', wrong = [] }, line, summary) {
  if (summary.warnings.some((warning) => warning.line === line)) return { passed: true, why: filled(why, summary) };
  return { passed: false, reason: say.notToBlame, hint: hintAt({ start, wrong }, line), at: null };
}

/// The hint that goes with a line of the program, or ''.
export function hintAt({ start, wrong }, line) {
  const text = start.split('\n')[line - 1].trim();
  return wrong.find((each) => each.line === text)?.hint ?? '';
}

/// A sentence with what it takes from a run: `{end}`, or `{time: LINE}`, the time at which LINE is printed.
function filled(sentence, summary) {
  return sentence.replace(/\{(\w+)(?:: ([^}]*))?\}/g, (_place, name, of) => facts[name](summary, of));
}

/// What a sentence may take from a run.
export const facts = {
  end: ({ end }) => seconds(end),
  time: ({ output }, line) => seconds(output.find(({ text }) => text === line)?.t ?? 0),
  most: ({ tasks }, of) => String(atOnce(tasks.filter((task) => task.of === of)).most),
  stuck: ({ stuck }) => stuck,
};

function firstFailure(must, summary, parameters) {
  for (const condition of must) {
    const [[kind, wanted]] = Object.entries(condition);
    const failure = conditions[kind](wanted, summary, parameters);
    if (failure) return failure;
  }
  return null;
}

/// Whether a run is one of those that a typical mistake makes.
const isMet = (when, summary, parameters) => when.every((condition) => {
  const [[kind, wanted]] = Object.entries(condition);
  return kind in signs ? signs[kind](wanted, summary) : conditions[kind](wanted, summary, parameters) === null;
});

/// What else than conditions tells a mistake: how the run ends, the type of its error, a kind of warning.
export const signs = {
  ends: (wanted, { why }) => why === wanted,
  error: (wanted, { error }) => error.split(':')[0].split('.').at(-1) === wanted,
  warns: (wanted, { warnings }) => warnings.some(({ kind }) => kind === wanted),
};

/// The kinds of conditions, each `(wanted, summary, parameters)`: null if the run meets it, else `{ reason, at }`.
export const conditions = {
  output: (wanted, { output }) => {
    for (const [i, line] of wanted.entries()) {
      if (output[i]?.text === line) continue;
      const at = output[i]?.position ?? null;
      if (output.slice(i).some(({ text }) => text === line)) return { reason: say.printsBefore(output[i].text, line), at };
      const printed = output.filter(({ text }) => text === line).length;
      const instead = output[i] && !wanted.includes(output[i].text);
      return { reason: printed > 0 ? say.printsOnly(line, printed) : instead ? say.printsInstead(output[i].text.replace(/ at 0x[0-9a-f]+/g, ''), line) : say.neverPrints(line), at };
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
  set: (wanted, _summary, parameters) => {
    for (const [name, bounds] of Object.entries(wanted)) {
      const { label, value, unit = '' } = parameters.find((parameter) => parameter.name === name);
      const failure = bounded(bounds, Number(value), (words) => say.isSetTo(label, `${value} ${unit}`.trim(), words), (bound) => `${bound} ${unit}`.trim());
      if (failure) return failure;
    }
    return null;
  },
  ends: () => null,  // see below: it comes before all others
};

/// A run that is stuck or never ends passes nothing; one that ends with an error passes if the exercise allows it.
function stuckOrBroken(must, { why, error, stuck, tasks, warnings }) {
  const failed = (reason) => ({ reason, at: tasks[0]?.ended_at ?? null });
  const ends = must.find((condition) => 'ends' in condition)?.ends ?? 'finished';
  if (why === 'stuck') return failed(say.stuck(stuck || warnings[0]?.text));
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

function seconds(time) {
  const texts = [1, 2, 3].map((digits) => time.toFixed(digits));
  return say.seconds(texts.find((text) => Math.abs(text - time) < 5e-4) ?? time.toFixed(3));
}
