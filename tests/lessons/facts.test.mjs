// Every output and every time that an explanation states, held against a run. A
// wrong one fails under the name of its place, file and line.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkFact, countCallbacks, parseFact, parseOutputFact, parseRecords, runnerArguments } from '../../lessons/build/facts.mjs';
import { readLessons } from '../../lessons/build/lessons.mjs';
import { interleave } from '../runner.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const runner = join(top, 'build/node/interleave.mjs');
const runs = new Map();

async function run(fact) {
  const args = runnerArguments(fact);
  const key = args.join('\n');
  const printed = (how) => interleave([...args.slice(0, -1), how]);
  if (!runs.has(key)) runs.set(key, parseRecords(await printed('--switches')));
  const known = runs.get(key);
  if (fact.kind === 'callbacks') known.callbacks ??= countCallbacks(await printed('--json'));
  return known;
}

test('the runner has been built', () => {
  assert.ok(existsSync(runner), 'build/node/interleave.mjs is missing: run make build first.');
});

for (const lesson of readLessons(join(top, 'lessons'))) {
  test(`lesson ${lesson.slug} states facts, and a run confirms each of them`, async (t) => {
    assert.ok(lesson.facts.length > 0, `${lesson.file}: no output and no time in it is marked as a fact.`);
    for (const fact of lesson.facts) {
      await t.test(`${fact.file}:${fact.line}: ${fact.kind} ${fact.text}`, async () => {
        const wrong = checkFact(fact, await run(fact));
        assert.equal(wrong, '', `${fact.file}:${fact.line}: ${wrong}`);
      });
    }
  });
}

const lesson = {
  slug: 'made-up',
  parameters: [
    { name: 'delay', type: 'number', min: 0, max: 9 },
    { name: 'start', type: 'choice', choices: ['now', 'in a while; later'] },
  ],
};
const place = { file: 'lesson.md', line: 7, lesson };
const records = parseRecords(`t=0.000000 create Task-1
t=0.000000 step Task-1
t=0.000000 task=Task-1 One
t=1.500000 create Task-2
t=1.500000 task=Task-1 One
t=2.000000 task=Task-2 t=3 done Task-2
t=2.250000 done Task-1
`);
records.callbacks = countCallbacks('{"events": [{"kind": "callback_began"}, {"kind": "printed"}, {"kind": "callback_began"}]}');
const verdict = (source) => checkFact(parseFact(source, place), records);

test('records contain the printed lines, the end and the number of tasks', () => {
  assert.deepEqual(records.printed.map(({ text }) => text), ['One', 'One', 't=3 done Task-2']);
  assert.equal(records.end, 2.25);
  assert.equal(records.tasks, 2);
});

test('a true fact is confirmed', () => {
  for (const fact of ['2.25 s | end', '0 s | time "One"', '1.5 s | time "One" #2', 'two | tasks', '2 | tasks', 'three | lines', '2 | callbacks',
    'before | before "One" "t=3 done Task-2"', 'never | absent "Two"']) {
    assert.equal(verdict(fact), '', fact);
  }
});

test('a false fact is reported together with the run’s value', () => {
  assert.match(verdict('2.3 s | end'), /ends at 2\.25 s/);
  assert.match(verdict('2 s | end'), /ends at 2\.25 s/);
  assert.match(verdict('1 s | time "One" #2'), /printed at 1\.5 s/);
  assert.match(verdict('1 s | time "One" #3'), /not printed that often/);
  assert.match(verdict('three | tasks'), /makes 2 tasks/);
  assert.match(verdict('two | lines'), /prints 3 lines/);
  assert.match(verdict('then | before "t=3 done Task-2" "One"'), /'One' is printed first/);
  assert.match(verdict('then | before "One" "Two"'), /'Two' is not printed at all/);
  assert.match(verdict('three | callbacks'), /has 2 callbacks/);
  assert.match(verdict('never | absent "One"'), /but it is, at 0 s/);
  assert.match(verdict('`One` | last'), /last line is 't=3 done Task-2'/);
});

test('stated output is compared line for line, with times', () => {
  const stated = (text) => checkFact(parseOutputFact('', text, place), records);
  assert.equal(stated('0.000 s  One\n1.500 s  One\n2.000 s  t=3 done Task-2\n'), '');
  assert.match(stated('0.000 s  One\n1.500 s  One\n'), /line 3 .*not '\(nothing\)'/);
  assert.match(stated('0.000 s  One\n1.600 s  One\n2.000 s  t=3 done Task-2\n'), /line 2 .*1\.500 s {2}One/);
});

test('settings of a fact become the runner’s arguments', () => {
  const fact = parseFact('0 s | time "a;b" ; delay=2 start="in a while; later" seed=7 until=10', place);
  assert.equal(fact.printed, 'a;b');
  assert.deepEqual(runnerArguments(fact), [
    'run', 'made-up', '--param', 'delay=2', '--param', 'start=in a while; later', '--seed', '7', '--until', '10', '--switches',
  ]);
});

test('a fact that can’t be read fails with file and line', () => {
  assert.throws(() => parseFact('3 s', place), /^LessonError: lesson\.md:7: /);
  assert.throws(() => parseFact('3 s | start', place), /lesson\.md:7: 'start' is no query/);
  assert.throws(() => parseFact('3 s | time', place), /is no query/);
  assert.throws(() => parseFact('3 s | end ; delay=12', place), /must lie between 0 and 9/);
  assert.throws(() => parseFact('3 s | end ; pace=1', place), /no parameter 'pace'/);
  assert.throws(() => parseOutputFact('', '0 s hello\n', place), /lesson\.md:8: /);
});
