// What a task waits for, of several things, as the tracer tells it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { python } from './python.mjs';

/// Each task's waits for several things, a line each: 'main: gather of task 2, task 3'.
async function told(source) {
  const { trace } = await python();
  const { events, error } = trace(`import asyncio\nasync def nap(seconds):\n    await asyncio.sleep(seconds)\n${source}\nasyncio.run(main())\n`);
  assert.equal(error ?? null, null);
  const lines = [];
  const open = new Map();
  for (const { kind, task, waits_for: what, subject, more } of events) {
    if (kind === 'task_suspended') open.set(task, { what, parts: [] });
    else if (kind === 'task_awaits') {
      const wait = open.get(task);
      if (wait.parts.length === 0) lines.push([task, wait]);
      wait.parts.push(`${what} ${subject ?? 0}${more ? ` and ${more} more` : ''}`);
    }
  }
  return lines.map(([task, { what, parts }]) => `Task-${task}: ${what} of ${parts.join(', ')}`);
}

test('a gather’s children come in their order, once each, and those of a gather or shield within it', async () => {
  assert.deepEqual(await told(`
async def main():
    a, f = asyncio.create_task(nap(1)), asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(2, f.set_result, 1)
    b = asyncio.create_task(nap(2))
    await asyncio.gather(f, asyncio.gather(b, a), asyncio.shield(a), b, nap(3))
    await asyncio.shield(asyncio.gather(nap(1), nap(2)))`),
  ['Task-1: gather of future 1, task 3, task 2, task 4', 'Task-1: gather of task 5, task 6']);
});

test('a wait() tells its futures in the order in which it got them, a hundred of many, and again when it is called again', async () => {
  assert.deepEqual(await told(`
async def main():
    a, b = asyncio.create_task(nap(1)), asyncio.create_task(nap(2))
    done, pending = await asyncio.wait([b, a], return_when=asyncio.FIRST_COMPLETED)
    await asyncio.wait(pending)`), ['Task-1: several of task 3, task 2', 'Task-1: several of task 3']);
  const [line] = await told(`
async def main():
    await asyncio.wait([asyncio.create_task(nap(1)) for _ in range(130)])`);
  assert.match(line, /^Task-1: several of task 2, task 3, .*, task 101 and 30 more$/);
});

test('a group tells the tasks that have not ended, and one that joins while its end waits', async () => {
  assert.deepEqual(await told(`
async def grows(group):
    await asyncio.sleep(2)
    group.create_task(nap(1))
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(nap(0))
        group.create_task(grows(group))
        group.create_task(nap(9)).cancel()
        await asyncio.sleep(1)
        group.create_task(nap(1))`), ['Task-1: group of task 3, task 5, task 6']);
});

test('telling them keeps nothing alive that the program has dropped', async () => {
  const { records } = await python();
  const program = `
import asyncio, weakref
async def nap(): await asyncio.sleep(1)
async def main():
    task = asyncio.create_task(nap())
    await asyncio.wait([task])
    await asyncio.gather(task, asyncio.sleep(1))
    async with asyncio.TaskGroup() as group:
        group.create_task(nap())
    gone = weakref.ref(task), weakref.ref(group)
    del task, group
    print([one() is None for one in gone])
asyncio.run(main())
`;
  for (const watch of [true, false]) assert.match(records(program, { watch }).join('\n'), /^t=3.000000 task=\S+ \[True, True\]$/);
});
