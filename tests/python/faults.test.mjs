// What the page makes of the worker's answers on errors: a stranger's, cut and checked; and marks in the program's text.

import assert from 'node:assert/strict';
import test from 'node:test';
import { readCheck, readOutcome } from '../../web/page/python/answers.js';
import { adviceOn, causeOf, coroutineOf, marksOf } from '../../web/page/python/faults.js';
import { sentenceOfEnd } from '../../web/page/python/outcome.js';
import { python } from './python.mjs';

const outcome = (more) => readOutcome({ ending: 'finished', error: null, reached: 1, altered: false, stopped_at: [], known: {}, ...more });
const fine = { text: '', wrong: false, lines: [] };
const report = (kind, line, ...texts) => ({ kind, at: 1, t: 0, line, rows: texts.map((text) => ({ text, line: 0, task: 0 })) });
const forgotten = (name, line) => report('never_awaited', line, `program.py:${line}: RuntimeWarning: coroutine '${name}' was never awaited`);

test('tracebacks and reports are cut and checked before the page accepts them', () => {
  const endless = Array.from({ length: 5000 }, () => ['x'.repeat(5000), 1, 2]);
  const { error, reports, more } = outcome({
    error: { type: 'E', message: '', rows: endless, within: endless, at: 7 },
    reports: [
      ...Array.from({ length: 99 }, () => ({ kind: 'other', at: 3, t: 0.5, line: 2, rows: endless })),
      { kind: 'nonsense', rows: [] }, null, { kind: 'other' },
    ],
    more_reports: 4,
  });
  assert.deepEqual([error.rows.length, error.within.length, error.at, reports.length, more], [201, 15, 7, 99, 4]);
  assert.deepEqual(error.rows[0], { text: 'x'.repeat(1000), line: 1, task: 2 });
  assert.equal(reports[0].rows.length, 201);
});

test('anything of another shape is dropped', () => {
  const { error, reports, more } = outcome({
    error: { type: 'E', message: '', rows: [null, ['a', -1, 'b'], [{}, 1.5, Infinity]], at: 'soon' },
    reports: [{ kind: 'other', at: -1, t: NaN, line: '2', rows: 'rows' }], more_reports: -3,
  });
  const empty = { text: '', line: 0, task: 0 };
  assert.deepEqual(error.rows, [empty, { ...empty, text: 'a' }, empty]);
  assert.deepEqual([error.at, error.within], [0, []]);
  assert.deepEqual(reports, [{ kind: 'other', at: 0, t: 0, line: 0, outside: false, rows: [] }]);
  assert.equal(more, 0);
  assert.deepEqual(outcome({ reports: 'all' }).reports, []);
  assert.equal(readCheck({ error: { type: 'E', message: '' }, constants: [] }).error.at, null, 'nothing has run');
});

test('the call that made a coroutine is marked, and nothing around it', () => {
  const marked = (text, name) => {
    const [{ line, column, endColumn, severity }] = marksOf(text, fine, { reports: [forgotten(name, 1)] });
    assert.deepEqual([line, severity], [1, 'warning']);
    return [...text].slice(column - 1, endColumn && endColumn - 1).join('');
  };
  assert.equal(marked('    fetch(min(1, 2)); y = 1', 'fetch'), 'fetch(min(1, 2))');
  assert.equal(marked('x = "😀é"; client.fetch (1)  # now', 'Client.fetch'), 'client.fetch (1)');
  assert.equal(marked('prefetch(1); fetch(', 'main.<locals>.fetch'), 'fetch(');
  assert.equal(marked('\tmade = call[0]()', 'fetch'), 'made = call[0]()', 'a call that isn’t found: the whole line');
});

test('the advice uses the program’s words', () => {
  const name = coroutineOf(forgotten('main.<locals>.fetch', 3).rows);
  assert.equal(adviceOn(name), 'fetch(…) makes a coroutine but doesn’t run it: await it, or make a task of it with asyncio.create_task.');
  assert.match(adviceOn(coroutineOf([])), /^This call makes a coroutine/);
  assert.match(adviceOn(coroutineOf(forgotten('main.<locals>.<lambda>', 3).rows)), /^This call makes a coroutine/);
});

test('outside functions the advice is to run it', async () => {
  const advice = 'main(…) makes a coroutine but doesn’t run it: outside of functions, asyncio.run(main(…)) does that.';
  const { call } = await python();
  const source = `
async def main():
    main()

if __name__ == "__main__":
    main()
`;
  const { reports } = readOutcome(call('run', { source }));
  assert.deepEqual(marksOf(source, fine, { reports }).map(({ line, message }) => [line, message]), [[6, advice]]);
  const { reports: [inside] } = readOutcome(call('run', { source: 'import asyncio\nasync def main():\n    main()\nasyncio.run(main())\n' }));
  assert.equal(inside.line, 3);
  assert.match(marksOf(source, fine, { reports: [inside] })[0].message, /run it: await it, or make a task of it with asyncio.create_task.$/);
  assert.match(adviceOn('', true), /^This call makes a coroutine .* asyncio.run\(…\) does that\.$/);
});

test('the same place is marked only once for the same thing', () => {
  const reports = [forgotten('fetch', 1), forgotten('fetch', 1), forgotten('other', 1)];
  assert.equal(marksOf('fetch(1); other(2)', fine, { reports }).length, 2);
});

test('an exception that was never retrieved is marked at the line that raised it, and text on stderr nowhere', () => {
  const lost = report('never_retrieved', 0, 'Task exception was never retrieved', '  File "program.py", line 2, in work', 'ValueError: no');
  lost.rows[1].line = 2;
  const [mark, ...others] = marksOf('x\n    raise e', fine, { reports: [lost, report('other', 0, 'hello')] });
  assert.deepEqual(mark, { line: 2, column: 5, message: 'ValueError: no (Task exception was never retrieved)', severity: 'error' });
  assert.deepEqual(others, []);
});

test('an exception group names its exceptions, and a lost exception names itself', async () => {
  const { call } = await python();
  const run = (body) => readOutcome(call('run', { source: `
import asyncio

async def fail(error):
    raise error

async def group(*errors):
    async with asyncio.TaskGroup() as group:
        for error in errors:
            group.create_task(fail(error))

async def main():
${body}

asyncio.run(main())
` }));
  const says = (body) => sentenceOfEnd(run(body), 5).text;
  assert.equal(says('    await group(KeyError("nope"))'),
    'ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception): KeyError: \'nope\' (line 8)');
  assert.match(says('    await group(*(ValueError(f"{n}\\nof 4") for n in range(4)))'),
    /\(4 sub-exceptions\): ValueError: 0; ValueError: 1; ValueError: 2; … \(line 8\)$/);

  const lost = (made) => run(`    task = asyncio.create_task(${made})\n    await asyncio.sleep(1)\n    del task\n`).reports.map(causeOf);
  assert.deepEqual(lost('fail(KeyError("nope"))'), ["KeyError: 'nope'"]);
  assert.deepEqual(lost('fail(OSError("two\\nlines"))'), ['OSError: two']);
  assert.deepEqual(lost('group(KeyError("nope"))'), ["KeyError: 'nope'"]);
  assert.equal(causeOf(forgotten('fetch', 1)), '');
  assert.equal(causeOf(report('never_retrieved', 0, 'Task exception was never retrieved')), '');
});
