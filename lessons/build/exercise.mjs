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

/// Reads the exercise in `folder`, that of the lesson which has these `parameters`, `programs` and `repair`; null if there's none. Gives `{ title, kind, task, line, must, hints, wrong,
/// start, given, rest, solution, file }`: `task` is Markdown that begins at `line`; `given` and `rest` are the lines above and
/// below those to put in order. Programs are texts, except in `goal`: there a solution is settings. In `repair`, `start` is a
/// broken program of the lesson, `settings` run it, `mended` repairs it, and `guilty` are the numbers of the lines that this
/// changes. Each of `wrong` is `{ says }` with a `program`, a `line` or settings, `set`.
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
      required: ['title', 'kind', 'solution', 'hints', 'wrong', ...(hasLine ? [] : ['must']), ...(hasStart ? ['start'] : []), ...(kind === 'repair' ? ['program'] : [])],
      optional: kind === 'line' ? ['must'] : [],
    });
    this.sentence_(data.title, ['title'], 'title');
    const program = (name, path) => read(name, (sentence) => this.fail_(path, sentence));
    const repair = kind === 'repair' ? this.repair_(data.program, lesson) : null;
    const start = repair?.start ?? (hasStart ? program(data.start, ['start']) : '');
    const hints = this.list_(data, 'hints');
    if (hints.length < 2) this.fail_(['hints'], 'an exercise has two hints or more.');
    hints.forEach((hint, i) => this.sentence_(hint, ['hints', i], 'a hint'));
    const must = this.list_(data, 'must');
    must.forEach((condition, i) => this.condition_(condition, ['must', i], kind, parameters));
    const answer = (given, path) => this.answer_(kind, given, path, { program, start, parameters });
    const solution = answer(data.solution, ['solution']);
    if (repair && !repair.guilty.some((number) => start.split('\n')[number - 1].trim() === solution)) this.fail_(['solution'], 'the repair doesn’t change this line.');
    const wrong = this.list_(data, 'wrong');
    if (wrong.length !== wrongAnswers) this.fail_(['wrong'], 'an exercise has three typical wrong answers.');
    return {
      title: data.title, kind, must, hints, start, ...(kind === 'line' && { run: JSON.parse(program('run.json', ['start'])) }), ...repair,
      ...(kind === 'order' ? this.shuffled_(solution) : { given: '', rest: '', solution }),
      wrong: wrong.map((each, i) => this.wrong_(each, ['wrong', i], kind, answer)),
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

  condition_(condition, path, kind, parameters) {
    const entries = condition !== null && typeof condition === 'object' ? Object.entries(condition) : [];
    const [[name, value] = []] = entries;
    if (entries.length !== 1 || !(name in conditions)) this.fail_(path, `a condition is one of ${Object.keys(conditions).join(', ')}, with its value.`);
    const [isGood, words] = conditions[name];
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

  wrong_(each, path, kind, answer) {
    const key = { write: 'file', order: 'file', line: 'line', repair: 'line', goal: 'set' }[kind];
    this.keys_(each, path, 'A wrong answer', { required: [key, 'says'], optional: [] });
    this.sentence_(each.says, [...path, 'says'], 'says');
    const given = answer(each[key], [...path, key]);
    return { says: each.says, [key === 'file' ? 'program' : key]: given };
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
