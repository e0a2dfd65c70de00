// The values that a program's tasks share, as it names them in a comment: told between callbacks, whenever they have changed.

import assert from 'node:assert/strict';
import test from 'node:test';
import { python } from './python.mjs';

/// 't=2.000 task 3: balance = 1' for each change.
async function changes(source, options = {}) {
  const { trace } = await python();
  const { events } = trace(source, { until: 60, ...options });
  return events.filter(({ kind }) => kind === 'shared_value').map(({ t, task, number, name, value }) => (
    `${number} at ${t} in ${task}: ${name} = ${value}`));
}

test('a module-level name and an attribute are told at first, and when a callback has changed them', async () => {
  assert.deepEqual(await changes(`
import asyncio

seen = set()  # watch: seen, account.balance


class Account:
    balance = 0


account = Account()


async def pay(name):
    before = account.balance
    await asyncio.sleep(1)
    account.balance = before + 1
    seen.add(name)


async def main():
    await asyncio.gather(pay('a'), pay('b'))


asyncio.run(main())
`), [
    '1 at 0 in 0: seen = set()', '2 at 0 in 0: account.balance = 0',
    "1 at 1 in 2: seen = {'a'}", '2 at 1 in 2: account.balance = 1', "1 at 1 in 3: seen = {'a', 'b'}",
  ]);
});

test("a variable of main's is told from the step in which it's bound, also in a comment of its own line", async () => {
  assert.deepEqual(await changes(`
import asyncio

async def add(results, n):
    results.append(n)
    await asyncio.sleep(1)
    results.append(-n)

async def main():
    # watch: results
    await asyncio.sleep(1)
    results = []
    await asyncio.gather(add(results, 1), add(results, 2))
    results.clear()

asyncio.run(main())
`), [
    '1 at 1 in 1: results = []', '1 at 1 in 2: results = [1]', '1 at 1 in 3: results = [1, 2]', '1 at 2 in 2: results = [1, 2, -1]',
    '1 at 2 in 3: results = [1, 2, -1, -2]',
  ]);
});

test('what changes a value between callbacks, or in one that steps no task, is no task', async () => {
  assert.deepEqual(await changes(`
import asyncio

count = 0  # watch: count

def more():
    global count
    count += 1

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(1, more)
    await asyncio.sleep(2)

asyncio.run(main())
`, { changes: [[1, 'count', 5]] }), ['1 at 0 in 0: count = 0', '1 at 1 in 0: count = 5', '1 at 1 in 0: count = 6']);
});

test("looking runs nothing of the program's, and what isn't there isn't told", async () => {
  assert.deepEqual(await changes(`
import asyncio

class Strange:
    __slots__ = ('slot', 'empty')

    def __init__(self):
        self.slot = 1

    @property
    def computed(self):
        print('computed')

    def __getattr__(self, name):
        print('asked for', name)

    def __repr__(self):
        print('shown')

thing = Strange()  # watch: thing, thing.slot, thing.empty, thing.computed, thing.other, nowhere, nowhere.there, a b, 1

async def main():
    thing.slot += 1
    await asyncio.sleep(1)

asyncio.run(main())
`), ['1 at 0 in 0: thing = <Strange>', '2 at 0 in 0: thing.slot = 1', '2 at 0 in 1: thing.slot = 2']);
});

test('a text that looks like the comment is none, and a program without one tells nothing', async () => {
  assert.deepEqual(await changes(`
import asyncio
n = 0
text = '''
# watch: n
'''
async def main():
    global n
    n += 1
    await asyncio.sleep(1)
asyncio.run(main())
`), []);
});

test('a comment that names shared values says nothing of what its constant is for', async () => {
  const { call } = await python();
  assert.equal(call('check', 'balance = 3  # watch: balance\n').constants[0].help, 'balance, line 1');
});

test('more values are told than the panel has room for, so that it can say how many more there are', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `v${i}`);
  assert.equal((await changes(`
import asyncio
${names.map((name) => `${name} = 0`).join('\n')}
# watch: ${names.join(', ')}
asyncio.run(asyncio.sleep(1))
`)).length, 20);
});
