// Each condition of an exercise: a run that meets it, and one that doesn't, with the reason.

import assert from 'node:assert/strict';
import test from 'node:test';
import { judge, judgeLine } from '../../web/page/exercise/judge.js';

const task = (name, of, begun, ended, more = {}) => ({ name, of, made: 0, begun: 0, begun_at: begun, ended: 1, ended_at: ended, as: 'done', left: false, ...more });
const run = (more = {}) => ({
  end: 3, why: 'finished', error: '', stuck: '', warnings: [],
  output: ['started', 'hello', 'world'].map((text, i) => ({ t: i, position: 10 * (i + 1), task: 'Task-1', text })),
  tasks: [task('Task-1', 'main', 1, 90), task('Task-2', 'fetch', 20, 60), task('Task-3', 'fetch', 30, 70)],
  ...more,
});
const reason = (must, summary = run(), parameters = []) => {
  const { passed, reason: words } = judge({ must }, summary, parameters);
  return passed ? 'passed' : words;
};

test('the output is these lines in this order, and no others', () => {
  assert.equal(reason([{ output: ['started', 'hello', 'world'] }]), 'passed');
  assert.equal(reason([{ output: ['started', 'world', 'hello'] }]), 'Your program prints ‘hello’ before ‘world’.');
  assert.equal(reason([{ output: ['started', 'hello', 'world', 'finished'] }]), 'Your program never prints ‘finished’.');
  assert.equal(reason([{ output: ['started', 'hi', 'world'] }]), 'Your program prints ‘hello’ where ‘hi’ should come.');
  assert.equal(reason([{ output: ['hello'] }], run({ output: [{ t: 0, position: 1, text: '<coroutine object f at 0x7f01>' }] })), 'Your program prints ‘<coroutine object f>’ where ‘hello’ should come.');
  assert.equal(reason([{ output: ['hello'] }], run({ output: [{ t: 0, position: 1, text: '' }] })), 'Your program prints an empty line where ‘hello’ should come.');
  assert.equal(reason([{ output: ['started', 'hello', 'world', 'hello'] }]), 'Your program prints ‘hello’ only once.');
  assert.equal(reason([{ output: ['started', 'hello'] }]), 'Your program also prints ‘world’, which it shouldn’t.');
});

test('some lines are among the output in this order, and some never', () => {
  assert.equal(reason([{ has: ['started', 'world'] }]), 'passed');
  assert.equal(reason([{ has: ['world', 'started'] }]), 'Your program prints ‘started’ before ‘world’.');
  assert.equal(reason([{ has: ['bye'] }]), 'Your program never prints ‘bye’.');
  assert.equal(reason([{ never: ['bye'] }]), 'passed');
  assert.equal(reason([{ never: ['hello'] }]), 'Your program prints ‘hello’, which it shouldn’t.');
});

test('the run ends within bounds, at its very edge too', () => {
  assert.equal(reason([{ end: { most: 3 } }, { end: { is: 3 } }, { end: { least: 3 } }]), 'passed');
  assert.equal(reason([{ end: { most: 2.5 } }]), 'The run takes 3.0 s, and it should take at most 2.5 s.');
  assert.equal(reason([{ end: { least: 4, most: 5 } }]), 'The run takes 3.0 s, and it should take between 4.0 s and 5.0 s.');
});

test('tasks of a coroutine run at once, counted by the order of their callbacks', () => {
  assert.equal(reason([{ at_once: { of: 'fetch', most: 2, least: 2 } }]), 'passed');
  assert.equal(reason([{ at_once: { of: 'fetch', most: 1 } }]), 'At most 2 fetch() run at once, and it should be at most 1.');
  const inTurn = run({ tasks: [task('Task-1', 'main', 1, 90), task('Task-2', 'fetch', 20, 29), task('Task-3', 'fetch', 30, 70)] });
  assert.equal(reason([{ at_once: { of: 'fetch', least: 2 } }], inTurn), 'At most 1 fetch() runs at once, and it should be at least 2.');
  assert.equal(reason([{ at_once: { of: 'load', least: 2 } }]), 'No load() ever runs in a task of its own, but at least 2 should run at once.');
});

test('the number of tasks, and nothing left behind', () => {
  assert.equal(reason([{ tasks: { least: 3 } }, { nothing_left: true }]), 'passed');
  assert.equal(reason([{ tasks: { most: 2 } }]), 'The run has 3 tasks, main’s included, and it should have at most 2.');
  const left = run({ tasks: [task('Task-1', 'main', 1, 90), task('Task-2', 'fetch', 20, 95, { as: 'cancelled', left: true })] });
  assert.equal(reason([{ nothing_left: true }], left), 'Task-2, which runs fetch(), was still pending when main finished.');
});

test('no warning, of any kind or of some', () => {
  const warned = run({ warnings: [{ kind: 'held', t: 1, position: 40, line: 7, text: 'Task-2 held the loop for 1.000 s.' }] });
  assert.equal(reason([{ no_warnings: true }]), 'passed');
  assert.equal(reason([{ no_warnings: ['never_awaited'] }], warned), 'passed');
  assert.equal(reason([{ no_warnings: true }], warned), 'Task-2 held the loop for 1.000 s.');
  assert.deepEqual(judge({ must: [{ no_warnings: true }] }, warned), { passed: false, reason: 'Task-2 held the loop for 1.000 s.', at: 40, line: 7, hint: '' });
});

test('settings within bounds, by the names and units that the reader sees', () => {
  const permits = (value) => [{ name: 'permits', label: 'permits a second', value }];
  assert.equal(reason([{ set: { permits: { most: 2 } } }], run(), permits(2)), 'passed');
  assert.equal(reason([{ set: { permits: { most: 2 } } }], run(), permits(3)), '‘permits a second’ is 3, and it should be at most 2.');
  const wait = [{ name: 'wait', label: 'wait', unit: 's', value: 1 }];
  assert.equal(reason([{ set: { wait: { least: 1.5 } } }], run(), wait), '‘wait’ is 1 s, and it should be at least 1.5 s.');
});

test('a run that is stuck, never ends or breaks passes nothing, unless an error is what’s asked for', () => {
  const met = [{ output: ['started', 'hello', 'world'] }];
  assert.equal(reason(met, run({ why: 'stuck', stuck: 'Nothing can run any more.' })), 'Your program is stuck. Nothing can run any more.');
  assert.equal(reason(met, run({ why: 'stuck', warnings: [{ kind: 'never_joined', text: 'Task-1 waits in join().' }] })), 'Your program is stuck. Task-1 waits in join().');
  assert.equal(reason(met, run({ why: 'error', error: 'NameError: did you mean ‘min’?' })), 'Your program ends with NameError: did you mean ‘min’.');
  assert.equal(reason(met, run({ why: 'endless', end: 120 })), 'Your program doesn’t end by itself.');
  assert.equal(reason(met, run({ why: 'error', error: 'ValueError: no' })), 'Your program ends with ValueError: no.');
  assert.equal(reason([...met, { ends: 'error' }], run({ why: 'error', error: 'ValueError: no' })), 'passed');
  assert.equal(reason([...met, { ends: 'any' }], run({ why: 'error', error: 'ValueError: no' })), 'passed');
  assert.equal(reason([...met, { ends: 'error' }]), 'Your program should end with an error, and it ends without one.');
});

test('a right answer is told why, with what its run came to', () => {
  const why = 'It took {end}: {most: fetch} at once, ‘hello’ after {time: hello}.';
  assert.deepEqual(judge({ must: [{ end: { most: 3 } }], why }, run({ output: [{ t: 1.25, text: 'hello' }] })), { passed: true, why: 'It took 3.0 s: 2 at once, ‘hello’ after 1.25 s.' });
});

test('a wrong answer gets the hint of the first mistake that its run shows, and else none', () => {
  const hint = (must, wrong, summary = run()) => judge({ must, wrong }, summary).hint;
  const slow = [{ end: { most: 1 } }];
  const mistakes = [{ when: [{ has: ['bye'] }], hint: 'A' }, { when: [{ end: { least: 2 } }, { never: ['bye'] }], hint: 'B' }, { when: [{ end: { least: 2 } }], hint: 'C' }];
  assert.equal(hint(slow, mistakes), 'B');
  assert.equal(hint(slow, mistakes.slice(0, 1)), '');
  assert.equal(hint(slow, [{ when: [{ error: 'ExceptionGroup' }], hint: 'E' }], run({ why: 'error', error: 'builtins.ExceptionGroup: two' })), 'E');
  assert.equal(hint(slow, [{ when: [{ ends: 'stuck' }], hint: 'S' }], run({ why: 'stuck' })), 'S');
  assert.equal(hint(slow, [{ when: [{ warns: 'held' }], hint: 'W' }], run({ warnings: [{ kind: 'held', text: '' }] })), 'W');
});

test('a chosen line is right if a warning points at it; each other has a hint of its own, and the warning isn’t told', () => {
  const given = { start: 'first()\nsecond()\n', why: 'So {stuck}', wrong: [{ line: 'first()', hint: 'It only begins.' }] };
  const stuck = run({ why: 'stuck', stuck: 'it waits.', warnings: [{ kind: 'hang', line: 2, position: 5, text: 'It waits at line 2.' }] });
  assert.deepEqual(judgeLine(given, 2, stuck), { passed: true, why: 'So it waits.' });
  assert.deepEqual(judgeLine(given, 1, stuck), { passed: false, reason: 'This line isn’t to blame.', hint: 'It only begins.', at: null });
});
