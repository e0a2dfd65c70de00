// A lesson's exercise: its folder `exercise/`, with exercise.md (what's to be done, what the run must do, hints) and the
// Python programs that it names. web/page/exercise/judge.js judges the run. Beside it, NAME.md is another one, which the
// lesson has at a line `::: exercise NAME`.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LessonError } from './error.mjs';
import { oneSide, repairedLines } from './sides.mjs';
import { checkTranslation, translated } from './translated.mjs';
import { splitFrontMatter, YamlReader } from './yaml-reader.mjs';

const kinds = ['write', 'order', 'line', 'goal', 'repair'];
const wrongAnswers = 3;
const orderFrom = '# --- order from here';
const orderTo = '# --- to here';
const warningKinds = ['held', 'never_awaited', 'never_retrieved', 'destroyed', 'swallowed', 'never_joined', 'hang', 'deadlock', 'growing', 'never_yields', 'long_lock'];

const ends = ['finished', 'error', 'stuck', 'endless'];
const facts = /\{(?!end\}|stuck\}|(?:time|most): [^{}]+\})/;

const isCount = (value) => Number.isInteger(value) && value >= 0;
const isTime = (value) => typeof value === 'number' && value >= 0;
const areLines = (value) => Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string');
const areBounds = (value, isBound) => value !== null && typeof value === 'object'
  && Object.keys(value).length > 0 && Object.entries(value).every(([key, bound]) => ['is', 'least', 'most'].includes(key) && isBound(bound));

/// What each condition may be, and what it says if it's something else.
const conditions = {
  output: [areLines, 'a list of lines'],
  has: [areLines, 'a list of lines'],
  never: [areLines, 'a list of lines'],
  end: [(value) => areBounds(value, isTime), 'seconds, as {most: 3.0}, {least: 1} or {is: 2}'],
  at_once: [({ of, ...bounds } = {}) => typeof of === 'string' && areBounds(bounds, isCount), 'a coroutine and how many, as {of: fetch, most: 3}'],
  tasks: [(value) => areBounds(value, isCount), 'how many, as {least: 3}'],
  ends: [(value) => ['finished', 'error', 'any'].includes(value), 'finished, error or any'],
  nothing_left: [(value) => value === true, 'true'],
  no_warnings: [(value) => value === true || (Array.isArray(value) && value.length > 0 && value.every((kind) => warningKinds.includes(kind))), `true, or a list of ${warningKinds.join(', ')}`],
  set: [(value) => value !== null && typeof value === 'object' && Object.values(value).every((bounds) => areBounds(bounds, (bound) => typeof bound === 'number')), 'parameters and bounds, as {permits: {most: 2}}'],
};

/// What tells a typical mistake, besides conditions that its run meets. See `signs` in web/page/exercise/judge.js.
const signs = {
  ends: [(value) => ends.includes(value), `one of ${ends.join(', ')}`],
  error: [(value) => /^[A-Z]\w+$/.test(value), "the error's type"],
  warns: [(value) => warningKinds.includes(value), `one of ${warningKinds.join(', ')}`],
};

/// Reads the exercise in `folder`, that of the lesson which has these `parameters`, `programs` and `repair`; null if there's
/// none. Returns `{ title, kind, task, line, must, why, hints, wrong, start, given, rest, solution, file }`: `task` is Markdown
/// that begins at `line`; `why` says why a solution is right; `given` and `rest` are the lines above and below those to put in
/// order. Programs are texts, except in `goal`: there a solution is settings. In `line`, `run` is what CPython does with
/// `start`. In `repair`, `start` is a broken program of the lesson, `settings` run it, `mended` repairs it, and `guilty` are the
/// numbers of the lines that this changes. Each of `wrong` has its `hint`, and either its `line`, or `when`, by which a run is
/// known to have this mistake, with an example: `says`, the reason, and a `program` or settings, `set`.
export function readExercise(folder, shown, lesson, name = 'exercise.md') {
  if (!existsSync(join(folder, 'exercise', name))) return null;
  const leaf = translated(join(folder, 'exercise'), name);
  const exercise = readOne(folder, shown, leaf, lesson);
  if (leaf !== name) checkTranslation(readOne(folder, shown, name, lesson), exercise, exercise.file);
  return exercise;
}

/// The others, by their names.
export function readExercises(folder, shown, lesson) {
  const names = existsSync(join(folder, 'exercise')) ? readdirSync(join(folder, 'exercise')) : [];
  return new Map(names.filter((name) => /^[a-z-]+\.md$/.test(name) && name !== 'exercise.md').sort()
    .map((name) => [name.replace('.md', ''), readExercise(folder, shown, lesson, name)]));
}

function readOne(folder, shown, leaf, lesson) {
  const path = join(folder, 'exercise', leaf);
  const file = `${shown}/exercise/${leaf}`;
  const { yaml, body, bodyLine } = splitFrontMatter(readFileSync(path, 'utf8'), file);
  const read = (name, fail) => {
    const at = join(folder, 'exercise', String(name));
    if (!/^[a-z0-9-]+\.(py|json)$/.test(name) || !existsSync(at)) fail(`there is no file 'exercise/${name}'.`);
    return readFileSync(at, 'utf8');
  };
  const exercise = new ExerciseReader(yaml, file).exercise(read, lesson);
  if (!body.trim()) throw new LessonError(file, bodyLine, 'the text after the front matter says what is to be done, and it is missing.');
  return { ...exercise, task: body.trim(), line: bodyLine, file };
}

class ExerciseReader extends YamlReader {
  exercise(read, lesson) {
    const { parameters } = lesson;
    const data = this.document_.toJS();
    const kind = data?.kind;
    if (!kinds.includes(kind)) this.fail_(['kind'], `an exercise's kind is one of ${kinds.join(', ')}.`);
    const hasStart = kind === 'write' || kind === 'line';
    const hasLine = kind === 'line' || kind === 'repair';
    this.keys_(data, [], `An exercise of kind ${kind}`, {
      required: ['title', 'kind', 'solution', 'why', 'hints', 'wrong', ...(hasLine ? [] : ['must']), ...(hasStart ? ['start'] : []), ...(kind === 'repair' ? ['program'] : [])],
      optional: kind === 'line' ? ['must'] : [],
    });
    this.sentence_(data.title, ['title'], 'title');
    const program = (name, path) => read(name, (sentence) => this.fail_(path, sentence));
    const repair = kind === 'repair' ? this.repair_(data.program, lesson) : null;
    const start = repair?.start ?? (hasStart ? program(data.start, ['start']) : '');
    const hints = this.list_(data, 'hints');
    if (hints.length < 2) this.fail_(['hints'], 'an exercise has two hints or more.');
    const must = this.list_(data, 'must');
    must.forEach((condition, i) => this.condition_(condition, ['must', i], kind, parameters));
    const answer = (given, path) => this.answer_(kind, given, path, { program, start, parameters });
    const solution = answer(data.solution, ['solution']);
    if (repair && !repair.guilty.some((number) => start.split('\n')[number - 1].trim() === solution)) this.fail_(['solution'], 'the repair doesn’t change this line.');
    const wrong = this.list_(data, 'wrong');
    const answers = wrong.map((each, i) => this.wrong_(each, ['wrong', i], kind, answer, parameters));
    if (kind === 'line') this.covered_(start, solution, answers);
    else if (kind === 'repair' ? wrong.length < wrongAnswers : wrong.length !== wrongAnswers) this.fail_(['wrong'], 'an exercise has three typical wrong answers.');
    return {
      title: data.title, kind, must, start, ...(kind === 'line' && { run: JSON.parse(program('run.json', ['start'])) }), ...repair,
      why: this.words_(data.why, ['why'], 'why'), hints: hints.map((hint, i) => this.words_(hint, ['hints', i], 'a hint')),
      ...(kind === 'order' ? this.shuffled_(solution) : { given: '', rest: '', solution }),
      wrong: answers,
    };
  }

  /// One of the lesson's programs, broken.
  repair_(choice, { parameters, programs, repair }) {
    const found = programs.find((program) => program.choice === choice);
    if (!found || !repair) this.fail_(['program'], 'it names a value of the choice that has files, in a lesson with a switch that repairs.');
    const lines = found.python.lines.map(({ code }) => code);
    const settings = { [parameters.find(({ files }) => files).name]: choice, [repair]: false };
    return { start: oneSide(lines, 'python', repair, 'off'), guilty: repairedLines(lines, 'python', repair), settings, mended: { [repair]: true } };
  }

  /// A sentence with the page's apostrophes, but for code, and with facts of a run: `{end}`.
  words_(value, path, key) {
    this.sentence_(value, path, key);
    const texts = value.split('`');
    if (texts.some((text, i) => i % 2 === 0 && facts.test(text))) this.fail_(path, 'a sentence takes {end}, {stuck}, {time: LINE} or {most: COROUTINE} from the run.');
    return texts.map((text, i) => (i % 2 === 0 ? text.replaceAll("'", '’') : text)).join('`');
  }

  condition_(condition, path, kind, parameters, known = conditions) {
    const entries = condition !== null && typeof condition === 'object' ? Object.entries(condition) : [];
    const [[name, value] = []] = entries;
    if (entries.length !== 1 || !(name in known)) this.fail_(path, `a condition is one of ${Object.keys(known).join(', ')}, with its value.`);
    const [isGood, words] = known[name];
    if (!isGood(value)) this.fail_(path, `${name} must be ${words}.`);
    if (name !== 'set') return;
    if (kind !== 'goal') this.fail_(path, 'set is for exercises of kind goal.');
    for (const parameter of Object.keys(value)) this.parameter_(parameter, path, parameters);
  }

  parameter_(name, path, parameters) {
    if (!parameters.some((parameter) => parameter.name === name)) this.fail_(path, `no parameter is called '${name}'.`);
  }

  answer_(kind, given, path, { program, start, parameters }) {
    if (kind === 'write' || kind === 'order') return program(given, path);
    if (kind === 'line' || kind === 'repair') {
      if (start.split('\n').filter((line) => line.trim() === String(given).trim()).length !== 1) {
        this.fail_(path, `the program must have the line '${given}' once.`);
      }
      return String(given).trim();
    }
    if (given === null || typeof given !== 'object') this.fail_(path, 'settings are parameters and values, as {permits: 3}.');
    for (const name of Object.keys(given)) this.parameter_(name, path, parameters);
    return given;
  }

  wrong_(each, path, kind, answer, parameters) {
    const key = { write: 'file', order: 'file', line: 'line', repair: 'line', goal: 'set' }[kind];
    this.keys_(each, path, 'A wrong answer', { required: [key, 'hint', ...(key === 'line' ? [] : ['says', 'when'])], optional: [] });
    const given = answer(each[key], [...path, key]);
    const hint = this.words_(each.hint, [...path, 'hint'], 'a hint');
    if (key === 'line') return { line: given, hint };
    this.sentence_(each.says, [...path, 'says'], 'says');
    if (!Array.isArray(each.when) || each.when.length === 0) this.fail_([...path, 'when'], 'when is a list of conditions.');
    each.when.forEach((condition, i) => this.condition_(condition, [...path, 'when', i], kind, parameters, { ...conditions, ...signs }));
    return { says: each.says, when: each.when, hint, [key === 'file' ? 'program' : key]: given };
  }

  /// Each line that can be chosen has its hint.
  covered_(start, solution, wrong) {
    const lines = start.split('\n').map((line) => line.trim()).filter((line) => line && line !== solution);
    for (const line of lines) if (!wrong.some((each) => each.line === line)) this.fail_(['wrong'], `the line '${line}' has no hint.`);
  }

  shuffled_(solution) {
    const parts = partsOf(solution);
    if (!parts) this.fail_(['solution'], `the program needs a line '${orderFrom}'.`);
    return { given: parts.given, solution: parts.lines.join('\n'), rest: parts.rest };
  }
}

/// Divides a program into the lines that are given, those to put in order, which have no empty ones among them, and the
/// rest; null if it isn't marked where they begin.
export function partsOf(program) {
  const lines = program.replace(/\n$/, '').split('\n');
  const [from, to] = [orderFrom, orderTo].map((mark) => lines.findIndex((line) => line.trim() === mark));
  if (from < 0) return null;
  return {
    given: lines.slice(0, from).join('\n'),
    lines: lines.slice(from + 1, to < 0 ? lines.length : to).filter((line) => line.trim()),
    rest: to < 0 ? '' : lines.slice(to + 1).join('\n'),
  };
}
