// What a reader does to the tasks of a program in the playground: through the request that the page sends. Which events
// follow is compared with aio's in tests/scenarios/interventions.test.mjs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { python } from './python.mjs';

const source = `
import asyncio

async def sleeper(delay):
    try:
        await asyncio.sleep(delay)
        print("slept", delay)
    except OSError as error:
        print(type(error).__name__, error)

async def main():
    await asyncio.gather(sleeper(1), sleeper(2))
    await asyncio.get_running_loop().create_future()

asyncio.run(main())
`;

const story = async (interventions) => {
  const { trace, records } = await python();
  const { events } = trace(source, { interventions });
  return [...records(source, { interventions }), ...events.filter(({ refused }) => refused).map(({ number, refused }) => `${number}: ${refused}`)];
};

test('a sleep fails, another one takes longer, and a task that would wait forever is cancelled', async () => {
  assert.deepEqual(await story([]), ['t=1.000000 task=Task-2 slept 1', 't=2.000000 task=Task-3 slept 2', 't=2.000000 task=- deadlock: no task can run']);
  assert.deepEqual(await story([
    { what: 'raise', task: 2, at: 0.5, error: 'ConnectionError' },
    { what: 'delay', task: 3, at: 1.5, seconds: 1.25 },
    { what: 'cancel', task: 1, at: 5 },
  ]), ['t=0.500000 task=Task-2 ConnectionError raised from outside', 't=3.250000 task=Task-3 slept 2', 't=5.000000 task=- asyncio.exceptions.CancelledError']);
});

test('what can’t be done isn’t done, and says why not', async () => {
  const hang = await story([]);
  assert.deepEqual(await story([{ what: 'cancel', task: 9, after: 2 }, { what: 'raise', task: 1, after: 3, error: 'OSError' }, { what: 'delay', task: 2, at: 1.5, seconds: 1 }]),
    [...hang, "1: it isn't there yet", "2: it doesn't sleep", '3: it has ended']);
});

test('a run with interventions leaves nothing behind for the next one', async () => {
  const { trace } = await python();
  const before = trace(source).events;
  await story([{ what: 'cancel', task: 1, at: 0.5 }]);
  assert.deepEqual(trace(source).events, before);
});
