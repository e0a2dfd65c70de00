// The questions that people ask: each is answered briefly, and the scene that it links shows what the answer says.

import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { parseQuestions, readQuestions } from '../../lessons/build/questions.mjs';
import { runOf } from './scenes.mjs';

const folder = join(resolve(fileURLToPath(new URL('../..', import.meta.url))), 'lessons');
const questions = readQuestions(folder, readLessons(folder));

const lines = ({ printed }) => printed.map(({ text }) => text);
const time = ({ printed }, line) => printed.find(({ text }) => text === line)?.t;
const warns = ({ warnings }, kind) => assert.match(warnings, new RegExp(`^${kind} at `, 'm'));
const inOrder = (run, ...wanted) => assert.deepEqual(lines(run).filter((line) => wanted.includes(line)), wanted);

/// What each scene shows.
const shows = {
  'never-awaited': (run) => warns(run, 'never_awaited'),
  'one-after-another': (run) => {
    inOrder(run, 'before hello', 'hello', 'before world', 'world');
    assert.equal(run.end, 8);
  },
  'does-await-pause': (run) => inOrder(run, 'before hello', 'hello', 'before world', 'world'),
  'when-does-a-task-start': (run) => inOrder(run, 'both created', 'before hello', 'before world'),
  'time-sleep': (run) => warns(run, 'held'),
  'blocking-code': (run) => {
    assert.doesNotMatch(run.warnings, /^held/m);
    assert.equal(run.end, 2, 'three calls of a second overlap');
  },
  'already-running': (run) => {
    inOrder(run, 'RuntimeError: asyncio.run() cannot be called from a running event loop', 'Oslo: rain');
  },
  'different-loop': (run) => assert.ok(lines(run).includes('RuntimeError: attached to a different loop')),
  'vanished-task': (run) => warns(run, 'destroyed'),
  'fire-and-forget': (run) => {
    warns(run, 'never_retrieved');
    assert.ok(lines(run).includes('main ends'), 'main never learns of it');
  },
  'gather-fails': (run) => assert.equal(time(run, 'Cairo is here'), 4),
  'which-one': (run) => {
    inOrder(run, 'asking Oslo', 'asking Lima', 'asking Cairo', 'Lima: fog', 'Cairo: sun', 'Oslo: snow');
  },
  'cancelled-error': (run) => {
    inOrder(run, 'cancelled in round 2', 'cleaned up', 'stopped');
    assert.equal(time(run, 'cancelled in round 2'), run.at);
  },
  'late-timeout': (run) => {
    warns(run, 'held');
    assert.equal(time(run, 'Lima: too slow'), 3.5);
  },
  'join-hangs': (run) => {
    warns(run, 'never_joined');
    assert.ok(!lines(run).includes('all used'));
  },
  'thousands-at-once': (run) => {
    let most = 0;
    lines(run).reduce((now, line) => {
      const then = now + (line.endsWith(': started') ? 1 : -1);
      most = Math.max(most, then);
      return then;
    }, 0);
    assert.deepEqual([lines(run).length, most], [16, 3], 'eight requests, never more than three at once');
  },
  'races': (run) => assert.equal(lines(run).at(-1), 'balance at the end: 20', 'four payments of 10 were made'),
  'sleep-zero': (run) => {
    warns(run, 'held');
    inOrder(run, 'packed parcel 1', 'packed parcel 8', 'answered call 1, 3.25 s late');
  },
  'generator-not-closed': (run) => inOrder(run, 'Oslo disconnected', 'Oslo stops measuring'),
  'eager-tasks': (run) => inOrder(run, "main: create Oslo's task", 'Oslo: asked', 'Oslo: answered', 'main: done already? True'),
};

test('there are twenty questions, and each has a scene of which it is known what it shows', () => {
  assert.deepEqual(questions.map(({ id }) => id).sort(), Object.keys(shows).sort());
  assert.equal(questions.length, 20);
});

for (const { id, question, scene } of questions) {
  test(`‘${question}’: ${scene.href} shows it`, async () => {
    const run = await runOf(scene.href);
    if (process.env.INTERLEAVE_SHOW) console.log(id, run);
    shows[id](run);
    assert.ok(run.at === null || run.at <= run.end, `the moment ${run.at} s is within the run, which ends at ${run.end} s`);
  });
}

test('an answer has two to four sentences, and names places that explain it', () => {
  for (const { question, text, lessons } of questions) {
    const sentences = text.replace(/`[^`]*`/g, 'x').split(/(?<=[.!?])\s+(?=[A-Zx‘])/);
    assert.ok(sentences.length >= 2 && sentences.length <= 4, `${question}: ${sentences.length} sentences`);
    assert.ok(lessons.length >= 1 && lessons.every(({ lesson, heading }) => lesson && heading), question);
  }
});

test('a mistake in the questions is refused at its line', () => {
  const refuses = (text, message) => assert.throws(() => parseQuestions(text, 'lessons/questions.md'), message);
  const whole = '## Why?\nid: why\nasks: a\nscene: [See](#tasks)\nlessons: tasks\n\nBecause.\n';
  assert.equal(parseQuestions(whole, 'q.md')[0].text, 'Because.');
  refuses('Words\n', /questions\.md:1: the file begins with/);
  refuses(whole.replace('asks: a\n', ''), /questions\.md:1: 'Why\?' has no asks/);
  refuses(`${whole}${whole}`, /questions\.md:\d+: the id 'why'/);
  refuses(whole.replace('(#tasks)', '(tasks)'), /a scene is a link into the tutorial/);
});
