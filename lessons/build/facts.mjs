// Facts: every output and time that an explanation states, written so that a
// test can hold it against a run.
//   inline   [[3.0 s | end ; delay_2=5]]      the reader sees what's before the bar
//   fenced   ```output delay_2=5              the whole output, a line each: `3.000 s  hello`
// Here facts are parsed, runs' records are read, and the two are compared.

import { LessonError } from './error.mjs';
import { checkValue, parseValue } from './parameters.mjs';

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const options = ['seed', 'until'];

/// Parses what's between `[[` and `]]`.
export function parseFact(source, { file, line, lesson }) {
  const bar = source.indexOf('|');
  if (bar < 0) throw new LessonError(file, line, "a fact is written [[shown text | query]].");
  const [query, settings] = splitSettings(source.slice(bar + 1));
  const order = /^\s*before\s+"([^"]*)"\s+"([^"]*)"\s*$/.exec(query);
  if (order) {
    return {
      file, line, lesson: lesson.slug, kind: 'before', text: source.slice(0, bar).trim(),
      printed: order[1], later: order[2], settings: parseSettings(settings, { file, line, lesson }),
    };
  }
  const found = /^\s*(end|time|tasks|lines|callbacks|absent|last)(?:\s+"([^"]*)")?(?:\s+#(\d+))?\s*$/.exec(query);
  const needsLine = ['time', 'absent'].includes(found?.[1]);
  if (!found || (found[2] !== undefined) !== needsLine) {
    throw new LessonError(file, line, `'${query.trim()}' is no query: it is end, tasks, lines, callbacks, last, time "LINE", absent "LINE" or before "LINE" "LINE".`);
  }
  return {
    file, line, lesson: lesson.slug, kind: found[1], text: source.slice(0, bar).trim(),
    printed: found[2] ?? null, occurrence: Number(found[3] ?? 1), settings: parseSettings(settings, { file, line, lesson }),
  };
}

/// Parses a fenced block of output.
export function parseOutputFact(settings, content, { file, line, lesson }) {
  const lines = content.replace(/\n$/, '').split('\n').map((row, i) => {
    const found = /^(\d+\.\d{3}) s  (.*)$/.exec(row);
    if (!found) throw new LessonError(file, line + 1 + i, "a line of output is written '3.000 s  hello'.");
    return { t: found[1], text: found[2] };
  });
  return { file, line, lesson: lesson.slug, kind: 'output', text: '', lines, settings: parseSettings(settings, { file, line, lesson }) };
}

/// Parses `name=value name="a value"` into `{ name: 'value' }`, checked against the lesson.
export function parseSettings(source, { file, line, lesson }) {
  const settings = {};
  const rest = source.replace(/(\w+)=(?:"([^"]*)"|(\S+))/g, (_, name, quoted, plain) => {
    settings[name] = quoted ?? plain;
    return '';
  });
  if (rest.trim()) throw new LessonError(file, line, `'${rest.trim()}' is no setting: write name=value.`);
  const wrong = checkSettings(settings, lesson);
  if (wrong) throw new LessonError(file, line, wrong);
  return settings;
}

/// One sentence on the first setting that doesn't suit the lesson, or ''.
export function checkSettings(settings, lesson, extra = options) {
  for (const [name, text] of Object.entries(settings)) {
    if (extra.includes(name)) {
      if (!/^\d+(\.\d+)?$/.test(text)) return `${name} must be a number.`;
      continue;
    }
    const parameter = lesson.parameters.find((p) => p.name === name);
    if (!parameter) return `the lesson ${lesson.slug} has no parameter '${name}'.`;
    const value = parseValue(parameter, text);
    const wrong = value === undefined ? 'it cannot be read.' : checkValue(parameter, value);
    if (wrong) return `the value of ${name} is wrong: ${wrong}`;
  }
  return '';
}

/// The runner's arguments for the run that a fact speaks of.
export function runnerArguments(fact) {
  const list = Object.entries(fact.settings).flatMap(([name, value]) =>
    options.includes(name) ? [`--${name}`, value] : ['--param', `${name}=${value}`]);
  return ['run', fact.lesson, ...list, '--switches'];
}

/// How many callbacks a run has, from the runner's --json.
export function countCallbacks(json) {
  return JSON.parse(json).events.filter(({ kind }) => kind === 'callback_began').length;
}

/// Reads the runner's records: the printed lines, the last time, the number of tasks made.
export function parseRecords(text) {
  const run = { printed: [], end: 0, tasks: 0 };
  for (const record of text.split('\n').filter(Boolean)) {
    const [, time, printed] = /^t=(\S+) (?:task=\S+ ?(.*)|.*)$/.exec(record) ?? [];
    if (time === undefined) throw new Error(`not a record: ${record}`);
    run.end = Number(time);
    if (printed !== undefined) run.printed.push({ t: Number(time), text: printed });
    else if (record.startsWith(`t=${time} create `)) run.tasks += 1;
  }
  return run;
}

/// One sentence that says how the run differs from the fact, or '' when it bears it out.
export function checkFact(fact, run) {
  const says = `it says '${fact.text}'`;
  if (fact.kind === 'end') return sameTime(fact.text, run.end) ? '' : `${says}, but the run ends at ${run.end} s.`;
  if (fact.kind === 'time') {
    const found = run.printed.filter(({ text }) => text === fact.printed)[fact.occurrence - 1];
    if (!found) return `${says}, but '${fact.printed}' is not printed ${fact.occurrence > 1 ? 'that often' : 'at all'}.`;
    return sameTime(fact.text, found.t) ? '' : `${says}, but '${fact.printed}' is printed at ${found.t} s.`;
  }
  if (fact.kind === 'before') {
    const lines = run.printed.map(({ text }) => text);
    const [first, second] = [fact.printed, fact.later].map((line) => lines.indexOf(line));
    if (first < 0 || second < 0) return `${says}, but '${first < 0 ? fact.printed : fact.later}' is not printed at all.`;
    return first < second ? '' : `${says}, but '${fact.later}' is printed first.`;
  }
  if (fact.kind === 'absent') {
    const found = run.printed.find(({ text }) => text === fact.printed);
    return found ? `it says that '${fact.printed}' is never printed, but it is, at ${found.t} s.` : '';
  }
  const counts = { tasks: [run.tasks, 'makes', 'tasks'], lines: [run.printed.length, 'prints', 'lines'], callbacks: [run.callbacks, 'has', 'callbacks'] };
  if (fact.kind in counts) {
    const [real, does, things] = counts[fact.kind];
    const stated = /^\d+$/.test(fact.text) ? Number(fact.text) : numberWords.indexOf(fact.text.toLowerCase());
    return stated === real ? '' : `${says}, but the run ${does} ${real} ${things}.`;
  }
  if (fact.kind === 'last') {
    const last = run.printed.at(-1)?.text;
    return fact.text.replace(/^[`'"‘“]|[`'"’”]$/g, '') === last ? '' : `${says}, but the last line is '${last}'.`;
  }
  const stated = fact.lines.map(({ t, text }) => `${t} s  ${text}`);
  const real = run.printed.map(({ t, text }) => `${t.toFixed(3)} s  ${text}`);
  const at = [...stated, ...real].findIndex((_, i) => stated[i] !== real[i]);
  return at < 0 ? '' : `line ${at + 1} of the output is '${real[at] ?? '(nothing)'}', not '${stated[at] ?? '(nothing)'}'.`;
}

/// A time with fewer than two decimals must be true to the millisecond; one with more, to its last digit.
function sameTime(text, time) {
  const found = /^(\d+(?:\.(\d+))?)(?: s| seconds?)?$/.exec(text);
  if (!found) return false;
  const digits = found[2]?.length ?? 0;
  return Math.abs(Number(found[1]) - time) < (digits < 2 ? 0.0005 : 0.5 * 10 ** -digits + 1e-9);
}

/// Splits at the first `;` that's outside quotes.
function splitSettings(text) {
  const [query] = /^(?:"[^"]*"|[^";]|")*/.exec(text);
  return [query, text.slice(query.length + 1)];
}
