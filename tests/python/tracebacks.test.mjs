// What Python says of a program that went wrong, line by line, and where each line leads: tracebacks as CPython shows
// them, with the tasks that ran their places, and what was reported while the program ran.

import assert from 'node:assert/strict';
import test from 'node:test';
import { python } from './python.mjs';

const ask = async (name, request) => (await python()).call(name, request);
const run = (source) => ask('run', { source });

/// The rows that are about the program's own lines, as [line, task].
const places = (rows) => rows.filter(([, line]) => line > 0).map(([, line, task]) => [line, task]);
const texts = (rows) => rows.map(([text]) => text);

const worker = `import asyncio

async def work(n):
    await asyncio.sleep(1)
    raise ValueError(n)
`;

test('a traceback goes through the tasks that the exception went through', async () => {
  const { error } = await run(`${worker}
async def main():
    first = asyncio.create_task(asyncio.sleep(3))
    await asyncio.create_task(work("é"))

asyncio.run(main())
`);
  assert.deepEqual(places(error.rows), [[11, 0], [9, 1], [5, 3]]);
  assert.deepEqual(texts(error.rows).slice(0, 2), ['Traceback (most recent call last):', '  File "program.py", line 11, in <module>']);
  assert.deepEqual(texts(error.rows).slice(-3), ['  File "program.py", line 5, in work', '    raise ValueError(n)', 'ValueError: é']);
});

test('each member of an exception group has its own task, and its line', async () => {
  const { error } = await run(`${worker}
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))
        group.create_task(work(2))

asyncio.run(main())
`);
  assert.deepEqual(places(error.rows), [[12, 0], [8, 1], [5, 2], [5, 3]]);
  assert.ok(texts(error.rows).includes('    |   File "program.py", line 5, in work'));
  assert.deepEqual(error.within, [['ValueError: 1', 5, 0], ['ValueError: 2', 5, 0]]);
});

test('an exception’s cause is above it, with that one’s tasks', async () => {
  const { error } = await run(`${worker}
async def main():
    try:
        await asyncio.create_task(work(1))
    except ValueError as error:
        raise KeyError("late") from error

asyncio.run(main())
`);
  assert.deepEqual(places(error.rows), [[9, 1], [5, 2], [13, 0], [11, 1]]);
  assert.ok(texts(error.rows).includes('The above exception was the direct cause of the following exception:'));
});

test('deep recursion is as short as CPython makes it', async () => {
  const { error } = await run('def deep():\n    deep()\n\ndeep()\n');
  assert.equal(error.type, 'RecursionError');
  assert.deepEqual(places(error.rows), [[4, 0], [2, 0], [2, 0], [2, 0]]);
  assert.match(texts(error.rows).at(-2), /^ {2}\[Previous line repeated \d+ more times\]$/);
  assert.equal(error.frames.length, 50);
});

test('two functions that call each other endlessly leave rows out, and say so', async () => {
  const { error } = await run('def ping():\n    pong()\n\ndef pong():\n    ping()\n\nping()\n');
  assert.equal(error.rows.length, 201);
  assert.match(error.rows[100][0], /^ {2}… [\d,]+ more lines …$/);
  assert.match(error.rows.at(-1)[0], /^RecursionError/);
});

test('the loop’s reports are there in full, with their moment and their task', async () => {
  const { error, reports, known } = await run(`${worker}
async def main():
    asyncio.create_task(work(1))
    work(2)
    asyncio.get_running_loop().call_later(2, lambda: {}["key"])
    await asyncio.sleep(3)

asyncio.run(main())
`);
  assert.equal(error, null);
  assert.deepEqual(reports.map(({ kind, t, line, rows }) => [kind, t, line, places(rows)]), [
    ['never_awaited', 0, 9, [[9, 1]]],
    ['never_retrieved', 1, 0, [[5, 2]]],
    ['callback_error', 2, 0, [[10, 0]]],
  ]);
  const [forgotten] = reports;
  assert.deepEqual(texts(forgotten.rows), ['program.py:9: RuntimeWarning: coroutine \'work\' was never awaited', '  work(2)']);
  const moments = reports.map(({ at }) => at);
  assert.ok(moments.every((at, i) => at > (moments[i - 1] ?? 0) && at <= known.events), moments.join());
});

test('a coroutine that is dropped later is reported with the line that made it', async () => {
  const { reports } = await run(`${worker}
async def main():
    made = work(1)
    await asyncio.sleep(1)
    del made

asyncio.run(main())
`);
  assert.deepEqual(reports.map(({ kind, t, line }) => [kind, t, line]), [['never_awaited', 1, 8]]);
});

test('text that a program writes to stderr in pieces is one report', async () => {
  const { reports } = await run(`import sys, traceback
try:
    1 / 0
except ZeroDivisionError:
    traceback.print_exc()
sys.exit("no more")
`);
  assert.deepEqual(reports.map(({ line, rows }) => [line, places(rows), rows.at(-1)[0]]), [
    [0, [[3, 0]], 'ZeroDivisionError: division by zero'],
    [6, [], 'no more'],
  ]);
});

test('text that a program writes to stderr is output, and a report only if it has a traceback', async () => {
  const source = `import logging, sys, warnings
logging.basicConfig(level="INFO", format="%(message)s")
print("printed", file=sys.stderr)
logging.info("logged")
warnings.warn("warned")
try:
    1 / 0
except ZeroDivisionError:
    logging.exception("failed")
logging.info("and on")
`;
  const { call } = await python();
  const { reports, events } = call('run', { source });
  assert.deepEqual(reports.map(({ rows }) => rows[0][0]), ['program.py:5: UserWarning: warned', 'failed']);
  const kinds = [...events.matchAll(/.{96}/g)].map(([event]) => Number.parseInt(event.slice(88, 90), 16));
  assert.equal(kinds.filter((kind) => kind === 27).length, 4, 'printed');
  assert.equal(kinds.filter((kind) => kind === 28).length, 1, 'reported');
});

test('if there are too many reports, some are left out, and counted', async () => {
  const { reports, more_reports: more } = await run(`import warnings
for n in range(150):
    warnings.warn(str(n))
`);
  assert.deepEqual([reports.length, more], [100, 50]);
});

test('the place of a syntax error is in characters, whichever part of the compiler finds it', async () => {
  for (const [source, ...place] of [
    ['def f():\n    é = "ü"; await g()\n', 2, 14, 2, 23],
    ['é = "ü"; return 1\n', 1, 10, 1, 18],
    ['if 1:\n\tx = "😀é" + = 3\n', 2, 13, 2, 14],
    ['x = "é" + "open\n', 1, 11, 1, 11],
  ]) {
    const { error } = await ask('check', source);
    const found = [error.line, error.column, error.end_line, error.end_column];
    assert.deepEqual(found, place, `${source} ${error.message}`);
    assert.equal(texts(error.rows)[1], `    ${source.split('\n')[error.line - 1].replace(/^ +/, '').trimEnd()}`, source);
  }
});
