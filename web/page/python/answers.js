// Validates a worker's messages, because a program can send anything in its worker's name. Texts are cut,
// numbers must be numbers, and a message of any other shape is dropped.

const endings = new Set(['finished', 'deadlock', 'until', 'time', 'memory', 'events', 'endless', 'differs', 'input']);
const reportKinds = new Set(['never_awaited', 'never_retrieved', 'shutdown_error', 'callback_error', 'destroyed_pending',
  'generator_error', 'handler_error', 'shielded_error', 'other']);
const types = new Set(['number', 'integer', 'switch', 'choice']);
const most = { text: 4000, prompt: 400, help: 200, frames: 50, rows: 201, row: 1000, reports: 100, within: 15, faults: 20, constants: 12, choices: 20, number: 1e9, piece: 2 ** 26,
  tries: 100, printed: 1_000_000, sleeps: 200 };

const isNumber = Number.isFinite;
const isText = (value) => typeof value === 'string';
const text = (value) => (isText(value) ? value.slice(0, most.text) : '');
const number = (value) => (isNumber(value) ? value : 0);
const whole = (value) => (Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? value : 0);
const list = (value, length) => (Array.isArray(value) ? value.slice(0, length) : []);

/// `{ texts, events }`, packed.
export function isPiece({ texts, events }) {
  return [texts, events].every((bytes) => bytes instanceof Uint8Array && bytes.length <= most.piece);
}

const frame = (value) => (Array.isArray(value) ? [text(value[0]), text(value[1]), whole(value[2])] : ['', '', 0]);

/// A row of a traceback; `line` and `task` are 0 unless it's a line of the program that a task ran.
const row = (value) => (Array.isArray(value) ? { text: text(value[0]).slice(0, most.row), line: whole(value[1]), task: whole(value[2]) } : { text: '', line: 0, task: 0 });
const rows = (value) => list(value, most.rows).map(row);

function readReport(value) {
  const { kind, at, t, line, outside, rows: told } = value ?? {};
  return reportKinds.has(kind) ? { kind, at: whole(at), t: number(t), line: whole(line), outside: outside === true, rows: rows(told) } : null;
}

function readError(error) {
  if (error === null || typeof error !== 'object') return null;
  const places = Object.fromEntries(['line', 'column', 'end_line', 'end_column'].filter((name) => name in error).map((name) => [name, whole(error[name])]));
  return { type: text(error.type), message: text(error.message), frames: list(error.frames, most.frames).map(frame), ...places,
    rows: rows(error.rows), at: 'at' in error ? whole(error.at) : null,
    within: list(error.within, most.within).map(row) };
}

function readConstant(value) {
  const { name, help, type, min, max, step, unit, choices } = value ?? {};
  if (!isText(name) || !/^[\p{XID_Start}_]\p{XID_Continue}{0,59}$/u.test(name) || !types.has(type)) return null;
  const options = list(choices, most.choices).map(text);
  const numbers = [min, value.value, max];
  const isOnSlider = numbers.every((each) => isNumber(each) && Math.abs(each) <= most.number) && min <= value.value && value.value <= max;
  const fits = {
    number: isOnSlider, integer: isOnSlider && numbers.every(Number.isInteger), switch: typeof value.value === 'boolean',
    choice: options.includes(value.value) && options.every((option) => option !== '' && !option.includes('\n')),
  };
  if (!fits[type]) return null;
  return { name, help: text(help).slice(0, most.help), type, value: value.value, min: number(min), max: number(max), step: Math.max(number(step), 1e-6), unit: text(unit).slice(0, 8), choices: options };
}

/// What is wrong with a text, and its constants; null if it's invalid.
export function readCheck(value) {
  if (typeof value !== 'object' || value === null) return null;
  return { error: readError(value.error), constants: list(value.constants, most.constants).map(readConstant).filter(Boolean) };
}

/// How a run ended; null if it's invalid.
export function readOutcome(value) {
  if (typeof value !== 'object' || value === null || !endings.has(value.ending)) return null;
  const { events, texts, sum } = value.known ?? {};
  const { callbacks, turns } = value.spun ?? {};
  return {
    ending: value.ending, error: readError(value.error), exit_code: whole(value.exit_code), reached: number(value.reached),
    tests: readTests(value.tests), prompt: text(value.prompt).slice(0, most.prompt), stopped_at: list(value.stopped_at, most.frames).map(frame),
    spun: { callbacks: whole(callbacks), turns: turns === true },
    known: { events: whole(events), texts: whole(texts), sum: whole(sum) },
    reports: list(value.reports, most.reports).map(readReport).filter(Boolean), more: whole(value.more_reports),
  };
}

/// What unittest says of the program's own tests; null if there are none. `ran` is null if nothing runs them.
function readTests(value) {
  if (typeof value !== 'object' || value === null) return null;
  const fault = (each) => ({ name: text(each?.name).slice(0, most.row), line: whole(each?.line), message: text(each?.message).slice(0, most.row) });
  return { ran: value.ran === null ? null : whole(value.ran), failed: whole(value.failed), skipped: whole(value.skipped), faults: list(value.faults, most.faults).map(fault) };
}

/// What runs of a search told: `{ told, altered }`; null if it's invalid.
export function readTries(value) {
  if (!Array.isArray(value?.told) || value.told.length === 0) return null;
  return { told: value.told.slice(0, most.tries).map(readTold), altered: value.altered !== false };
}

function readTold(value) {
  const { ending, ended, time, printed, error, message, deadlock, reports, report, sleeps } = value ?? {};
  return {
    ending: endings.has(ending) ? ending : 'differs', ended: ended === true, time: number(time),
    printed: isText(printed) ? printed.slice(0, most.printed) : '', error: text(error), message: text(message),
    deadlock: isNumber(deadlock) ? deadlock : null, reports: whole(reports), report: text(report),
    sleeps: list(sleeps, most.sleeps).filter(Array.isArray).map(([task, name, at, after, before]) => [whole(task), text(name), number(at), whole(after), whole(before)]),
  };
}

/// A program's events in the file format; null if they're invalid.
export function readTrace(value) {
  if (typeof value !== 'object' || value === null || !endings.has(value.ending) || !Array.isArray(value.events)) return null;
  return value.events.every((event) => event !== null && typeof event === 'object') ? { ending: value.ending, events: value.events } : null;
}
