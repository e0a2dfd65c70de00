// Each lesson's exercise is judged by its runs: the solution passes, and each typical wrong answer fails with its reason.

import assert from 'node:assert/strict';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { judge, judgeLine } from '../../web/page/exercise/judge.js';
import { programOf } from '../../web/page/exercise/ordered.js';
import { judgeRepair } from '../../web/page/exercise/repaired.js';
import { python } from '../python/python.mjs';
import { interleave } from '../runner.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const longest = 120;  // seconds of a run, as in the page

/// What a program's run in CPython, under the tracer, comes to.
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

/// What the lesson's own program comes to with these settings.
async function lessonOf({ slug, parameters }, set) {
  const words = Object.entries(set).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const summary = JSON.parse(await interleave(['run', slug, '--summary', '--until', String(longest), ...words]));
  return [summary, { ...Object.fromEntries(parameters.map((each) => [each.name, each.default])), ...set }];
}

async function verdict(lesson, exercise, answer) {
  const { kind, must, given, rest, start, settings, mended, guilty } = exercise;
  if (kind === 'goal') return judge(must, ...await lessonOf(lesson, answer));
  if (kind === 'write' || kind === 'order') return judge(must, await runOf(kind === 'order' && !answer.startsWith(given) ? programOf({ given, rest }, answer) : answer));
  const line = start.split('\n').findIndex((each) => each.trim() === answer) + 1;
  if (kind === 'repair') {
    const [[broken], [repaired]] = [await lessonOf(lesson, settings), await lessonOf(lesson, { ...settings, ...mended })];
    return judgeRepair(line, guilty, broken, repaired);
  }
  return judgeLine(line, await summaryOf(exercise.run));
}

const lessons = readLessons(join(top, 'lessons')).filter(({ exercise }) => exercise);

test('there are exercises', () => assert.ok(lessons.length > 0));

for (const [lesson, exercise] of lessons.flatMap((each) => [each.exercise, ...each.exercises.values()].map((exercise) => [each, exercise]))) {
  const { title, solution, wrong, kind, start, must } = exercise;
  test(`${lesson.slug}: ‘${title}’ accepts its solution`, async () => {
    assert.deepEqual(await verdict(lesson, exercise, solution), { passed: true });
  });
  if (kind === 'line') {
    test(`${lesson.slug}: ‘${title}’ comes with the run that CPython makes (node tests/exercises/record.mjs)`, async () => {
      assert.deepEqual(exercise.run, await eventsOf(start));
    });
  }
  if (kind === 'write') {
    test(`${lesson.slug}: ‘${title}’ isn’t solved by what the learner is given`, async () => {
      assert.equal(judge(must, await runOf(start)).passed, false);
    });
  }
  wrong.forEach(({ says, program, line, set }, i) => {
    test(`${lesson.slug}: ‘${title}’ rejects wrong answer ${i + 1}: ${says}`, async () => {
      const { passed, reason } = await verdict(lesson, exercise, program ?? line ?? set);
      assert.equal(passed, false);
      assert.ok(reason.includes(says), reason);
    });
  });
}
