// Each lesson's exercise is judged by its runs: the solution passes, and is told why; each typical wrong answer fails with a
// reason and a hint of its own, which don't give the solution away.

import assert from 'node:assert/strict';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { exercisesOf } from '../../lessons/build/exercise-html.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { judge, judgeLine } from '../../web/page/exercise/judge.js';
import { programOf } from '../../web/page/exercise/ordered.js';
import { judgeRepair } from '../../web/page/exercise/repaired.js';
import { python } from '../python/python.mjs';
import { interleave } from '../runner.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const longest = 120;  // seconds of a run, as in the page

/// The outcome of a program's run in CPython, under the tracer.
async function runOf(source) {
  return summaryOf(await eventsOf(source));
}

async function eventsOf(source) {
  const { trace } = await python();
  const { events, error } = trace(source, { until: longest });
  assert.ok(events, error);
  return events;
}

const summaryOf = async (events) => JSON.parse(await interleave(['show', 'trace.json', '--summary'], { 'trace.json': JSON.stringify({ interleave: 1, events }) }));

/// The outcome of the lesson's own program with these settings.
async function lessonOf({ slug, parameters }, set) {
  const words = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const summary = JSON.parse(await interleave(['run', slug, '--summary', '--until', String(longest), ...words]));
  return [summary, parameters.map(({ name, label, unit, default: value }) => ({ name, label, unit, value: set[name] ?? value }))];
}

async function verdict(lesson, exercise, answer) {
  const { kind, given, rest, start, settings, mended } = exercise;
  if (kind === 'goal') return judge(exercise, ...await lessonOf(lesson, answer));
  if (kind === 'write' || kind === 'order') return judge(exercise, await runOf(kind === 'order' && !answer.startsWith(given) ? programOf({ given, rest }, answer) : answer));
  const line = start.split('\n').findIndex((each) => each.trim() === answer) + 1;
  if (kind === 'line') return judgeLine(exercise, line, await summaryOf(exercise.run));
  const [[broken], [repaired]] = [await lessonOf(lesson, settings), await lessonOf(lesson, { ...settings, ...mended })];
  return judgeRepair(exercise, line, broken, repaired);
}

const guiltyLine = ({ start, solution }) => [exactly(solution), new RegExp(`(?<!-)\\b${start.split('\n').findIndex((line) => line.trim() === solution) + 1}\\b(?![.])`)];
/// What would give the solution away: as patterns, by the kind of the exercise.
const givesAway = {
  write: ({ start, solution }) => linesOf(solution).filter((line) => !linesOf(start).includes(line) && line.length > 6).map(exactly),
  order: ({ solution }) => linesOf(solution).map(exactly),
  line: guiltyLine,
  repair: guiltyLine,
  goal: ({ must, solution }) => Object.entries(solution).filter(([name]) => !must.some(({ set }) => set && name in set))
    .map(([, value]) => new RegExp(`\\b${value}\\b(?![.])`)),
};
const linesOf = (program) => program.split('\n').map((line) => line.trim()).filter((line) => line && line !== 'try:' && line !== 'pass');
const exactly = (text) => new RegExp(text.replace(/[^\w ]/g, '\\$&'));

const lessons = readLessons(join(top, 'lessons')).filter(({ exercise }) => exercise);

test('there are exercises', () => assert.ok(lessons.length > 0));

for (const [lesson, exercise] of lessons.flatMap((each) => exercisesOf(each).map(([, exercise]) => [each, exercise]))) {
  const { title, solution, wrong, kind, start, hints } = exercise;
  test(`${lesson.slug}: ‘${title}’ accepts its solution, and says why it’s right`, async () => {
    const { passed, why } = await verdict(lesson, exercise, solution);
    assert.equal(passed, true);
    assert.match(why, /^[A-Z`\d][^{}]{40,}\.$/);
    assert.doesNotMatch(why, /undefined|NaN/);
  });
  if (kind === 'line') {
    test(`${lesson.slug}: ‘${title}’ comes with the run that CPython makes (node tests/exercises/record.mjs)`, async () => {
      assert.deepEqual(exercise.run, await eventsOf(start));
    });
  }
  if (kind === 'write') {
    test(`${lesson.slug}: ‘${title}’ isn’t solved by what the learner is given`, async () => {
      assert.equal((await verdict(lesson, exercise, start)).passed, false);
    });
  }
  test(`${lesson.slug}: ‘${title}’ rejects each typical wrong answer for a reason of its own, and gives nothing away`, async () => {
    const told = [];
    for (const { says = '', program, line, set, hint } of wrong) {
      const { passed, reason, hint: given } = await verdict(lesson, exercise, program ?? line ?? set);
      assert.equal(passed, false);
      assert.ok(reason.includes(says), reason);
      assert.equal(given, hint, 'the mistake is known by its run');
      for (const pattern of givesAway[kind](exercise)) assert.doesNotMatch(`${reason} ${given}`, pattern);
      told.push(`${reason} ${given}`);
    }
    assert.equal(new Set(told).size, wrong.length);
    assert.equal(new Set(told.map((words) => words.split('. ').at(-1))).size, wrong.length, 'two end alike');
  });
  test(`${lesson.slug}: the first hint of ‘${title}’ doesn’t give it away`, () => {
    for (const pattern of givesAway[kind](exercise)) assert.doesNotMatch(hints[0], pattern);
  });
}
