// The questions that people ask: each is answered briefly, and the scene that it links shows what the answer says.

import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { programAt } from '../../lessons/build/find-moments.mjs';
import { parseQuestions, readQuestions } from '../../lessons/build/questions.mjs';
import { eventsOf, partsOf, positionAt, runOf } from './scenes.mjs';

const folder = join(resolve(fileURLToPath(new URL('../..', import.meta.url))), 'lessons');
const allLessons = readLessons(folder);
const questions = readQuestions(folder, allLessons);

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
    assert.ok(lines(run).includes('RuntimeError: asyncio.run() cannot be called from a running event loop'));
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
    assert.deepEqual(run.printed.slice(0, -1).map(({ t }) => t), [4, 5, 7, 8, 10, 11], 'six customers, never more than two at once');
  },
  'races': (run) => assert.equal(lines(run).at(-1), 'balance at the end: 20', 'four payments of 10 were made'),
  'sleep-zero': (run) => {
    inOrder(run, 'worker 1 turn 1', 'worker 2 turn 1', 'worker 3 turn 1', 'worker 1 turn 2');
    assert.equal(run.end, 0, 'no time passes');
  },
  'generator-not-closed': (run) => inOrder(run, 'Oslo disconnected', 'Oslo stops measuring'),
  'eager-tasks': (run) => inOrder(run, "main: create Oslo's task", 'Oslo: asked', 'Oslo: answered', 'main: done already? True'),
};

/// What was printed last at the moment at which each opens, and the line that's marked.
const moments = {
  'never-awaited': ['finished', 'coro = fetch_weather("Oslo")'],
  'one-after-another': ['before world', 'await say_after(delay_2, "world")'],
  'does-await-pause': ['hello', 'await pause(delay)'],
  'when-does-a-task-start': ['both created', 'await task1'],
  'time-sleep': ['counter 1 One', 'time.sleep(blocking_time)'],
  'blocking-code': ['counter 3 loaded', 'await asyncio.to_thread(load, number)'],
  'already-running': ['RuntimeError: asyncio.run() cannot be called from a running event loop', 'asyncio.run(coro)'],
  'different-loop': ['RuntimeError: attached to a different loop', null],
  'vanished-task': ['', 'gc.collect()'],
  'fire-and-forget': ['weather: None', 'raise ConnectionError(f"{city} is down")'],
  'gather-fails': ['caught: Lima is down', null],
  'which-one': ['Lima: fog', null],
  'cancelled-error': ['cancelled in round 2', 'except asyncio.CancelledError:'],
  'late-timeout': ['Lima: too slow', 'except TimeoutError:'],
  'join-hangs': ['used A', 'await queue.join()'],
  'thousands-at-once': ['', 'async with shared:'],
  'races': ['customer 2: the balance is 10', 'account.balance = seen + 10'],
  'sleep-zero': ['worker 3 turn 1', 'await asyncio.sleep(0)'],
  'generator-not-closed': ['Oslo disconnected', null],
  'eager-tasks': ['main: done already? False', null],
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
    const events = await eventsOf(scene.href);
    const now = events.slice(0, positionAt(events, scene.href));
    const printed = now.filter(({ kind }) => kind === 'printed').at(-1)?.text.trimEnd() ?? '';
    const line = partsOf(scene.href).line;
    const code = line && programAt(scene.href, allLessons).source.split('\n')[line - 1].replace(/ *#.*/, '').trim();
    assert.deepEqual([printed, code], moments[id], 'what was printed last at the moment that it opens, and the line that it marks');
  });
}

test('an answer has two to four sentences, and names places that explain it', () => {
  for (const { question, text, seen, lessons } of questions) {
    assert.ok(seen.length <= 190, `${question}: the note is ${seen.length} characters long, and a phone has little room`);
    const sentences = text.replace(/`[^`]*`/g, 'x').split(/(?<=[.!?])\s+(?=[A-Zx‘])/);
    assert.ok(sentences.length >= 2 && sentences.length <= 4, `${question}: ${sentences.length} sentences`);
    assert.ok(lessons.length >= 1 && lessons.every(({ lesson, heading }) => lesson && heading), question);
  }
});

test('a mistake in the questions is refused at its line', () => {
  const refuses = (text, message) => assert.throws(() => parseQuestions(text, 'lessons/questions.md'), message);
  const whole = '## Why?\nid: why\nasks: a\nscene: [See](#tasks "end")\nseen: It is.\nlessons: tasks\n\nBecause.\n';
  assert.equal(parseQuestions(whole, 'q.md')[0].text, 'Because.');
  refuses('Words\n', /questions\.md:1: the file begins with/);
  refuses(whole.replace('asks: a\n', ''), /questions\.md:1: 'Why\?' has no asks/);
  refuses(`${whole}${whole}`, /questions\.md:\d+: the id 'why'/);
  refuses(whole.replace('(#tasks ', '(tasks '), /a scene is a link into the tutorial/);
  refuses(whole.replace(' "end"', ''), /to a place of a run/);
});
