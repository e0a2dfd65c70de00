// What becomes of queues, locks and futures is told as it happened, and so that the trace's readers take it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { interleave } from '../runner.mjs';
import { python } from './python.mjs';

/// A program's events, which the trace's reader takes: those that are packed.
async function told(source, options = {}) {
  const { trace } = await python();
  const { events, ending } = trace(dedent(source), { until: 1000, ...options });
  assert.equal(ending, 'finished');
  await interleave(['show', 'trace.json', '--switches'], { 'trace.json': JSON.stringify({ interleave: 1, events }) });
  return events;
}

/// What becomes of the items of queues, in few words.
async function items(source) {
  const events = await told(source);
  return events.filter(({ kind }) => kind.startsWith('item_')).map(({ kind, item, place, text }) =>
    [kind.slice(5), item, text ?? place].filter((word) => word !== undefined).join(' '));
}

const queue = (body, cls = '') => `
  import asyncio, collections, heapq
  from unittest import mock
  ${cls.trim().split('\n').join('\n  ')}
  async def main():
      ${body.trim().split('\n').join('\n      ')}
  asyncio.run(main())
`;

test('items of the program’s own classes are reported by type only', async () => {
  assert.deepEqual(await items(queue(`
queue = asyncio.Queue()
for item in (Thing(), (1, Thing(), "a"), [1, "b"], [Thing()], {"c": None}, 1.5, b"d", None, ()):
    queue.put_nowait(item)
queue.put_nowait(thing := mock.MagicMock())
print(thing.mock_calls)`, `
class Thing:
    pass`)), ['<Thing>', '(1, <Thing>, a)', "[1, 'b']", '<list>', "{'c': None}", '1.5', "b'd'", 'None', '()', '<MagicMock>']
    .map((text, index) => `put ${index + 1} ${text}`));
});

test('a priority queue of numbers is reported in the order of get()', async () => {
  const events = await told(queue(`
queue = asyncio.PriorityQueue()
for item in (3, 1, 2):
    queue.put_nowait(item)
queue.get_nowait()`));
  assert.deepEqual(events.filter(({ kind }) => kind === 'item_put').map(({ place }) => place), [0, 0, 1]);
  assert.deepEqual(events.filter(({ kind }) => kind === 'item_got').map(({ item }) => item), [2]);
});

test('in a priority queue whose items compare themselves, the next one comes first', async () => {
  assert.deepEqual(await items(queue(`
queue = asyncio.PriorityQueue()
for rank in (3, 1, 2):
    queue.put_nowait(Thing(rank))
while not queue.empty():
    queue.get_nowait()`, `
class Thing:
    def __init__(self, rank):
        self.rank = rank
    def __lt__(self, other):
        return self.rank < other.rank`)), [
    'put 1 <Thing>', 'put 2 <Thing>', 'moved 2 0', 'put 3 <Thing>', 'got 2', 'moved 3 0', 'got 3', 'got 1']);
});

test('an item that a priority queue can’t compare is in it all the same', async () => {
  assert.deepEqual(await items(queue(`
queue = asyncio.PriorityQueue()
queue.put_nowait(1)
try:
    queue.put_nowait("two")
except TypeError:
    print(queue.qsize())
print(queue.get_nowait(), queue.get_nowait())`)), ['put 1 1', 'put 2 two', 'got 1', 'got 2']);
});

test('a queue of the program\'s own refuses items, and keeps no item twice', async () => {
  assert.deepEqual(await items(queue(`
queue = Unique()
for item in "aab":
    queue.put_nowait(item)
try:
    queue.put_nowait("")
except ValueError:
    pass
queue.get_nowait()`, `
class Unique(asyncio.Queue):
    def _put(self, item):
        if not item:
            raise ValueError
        if item not in self._queue:
            super()._put(item)`)), ['put 1 a', 'put 2 b', 'got 1']);
});

test('a queue of the program’s own returns items in its own order', async () => {
  assert.deepEqual(await items(queue(`
queue = Middle()
for item in "abc":
    queue.put_nowait(item)
queue.get_nowait()
queue.get_nowait()`, `
class Middle(asyncio.Queue):
    def _get(self):
        middle = self._queue[len(self._queue) // 2]
        self._queue.remove(middle)
        return middle`)), ['put 1 a', 'put 2 b', 'put 3 c', 'got 2', 'got 3']);
});

test('a queue of the program’s own keeps its items elsewhere, or only the last ones', async () => {
  const own = `
class Ranked(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = []
    def _put(self, item):
        heapq.heappush(self._queue, (-len(item), item))
    def _get(self):
        return heapq.heappop(self._queue)[1]
class Last(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = collections.deque(maxlen=2)`;
  const body = (cls) => `
queue = ${cls}()
for item in ("a", "bb", "ccc"):
    queue.put_nowait(item)
queue.get_nowait()`;
  assert.deepEqual(await items(queue(body('Ranked'), own)), ['put 1 a', 'put 2 bb', 'put 3 ccc', 'got 3']);
  assert.deepEqual(await items(queue(body('Last'), own)), ['put 1 a', 'put 2 bb', 'got 1', 'put 3 ccc', 'got 2']);
});

test('a priority queue of the program’s own has its own order', async () => {
  assert.deepEqual(await items(queue(`
queue = Highest()
for item in (1, 3, 2):
    queue.put_nowait(item)
queue.get_nowait()`, `
class Highest(asyncio.PriorityQueue):
    def _put(self, item):
        super()._put(-item)
    def _get(self):
        return -super()._get()`)), ['put 1 1', 'put 2 3', 'put 3 2', 'got 2']);
});

test('a lock that a queue of the program’s own has is a separate resource', async () => {
  const events = await told(queue(`
queue = Guarded()
async with queue.lock:
    pass`, `
class Guarded(asyncio.Queue):
    def _init(self, maxsize):
        super()._init(maxsize)
        self.lock = asyncio.Lock()`));
  assert.deepEqual(events.filter(({ kind }) => kind === 'resource_made').map(({ what }) => what), ['queue', 'lock']);
  assert.deepEqual(events.filter(({ kind }) => kind === 'resource_held').map(({ resource }) => resource), [2, 2]);
});

test('a future reports an exception once it has accepted it', async () => {
  const events = await told(queue(`
future = asyncio.Future()
try:
    future.set_exception("text")
except TypeError:
    future.set_result(1)`));
  assert.deepEqual(events.filter(({ kind }) => kind === 'resource_value').map(({ value }) => value), [1]);
});

test('a resource is dropped after its last events', async () => {
  const events = await told(queue(`
Last()
print("gone")`, `
class Last(asyncio.Event):
    def __del__(self):
        self.set()`));
  assert.deepEqual(events.filter(({ kind }) => kind.startsWith('resource_') || kind === 'printed').map(({ kind }) => kind),
    ['resource_made', 'resource_value', 'resource_dropped', 'printed']);
});

test('numbers and texts stay within the trace readers’ limits', async () => {
  const events = await told(queue(`
loop = asyncio.get_running_loop()
queue = asyncio.Queue(10**12)
asyncio.Queue(-10**400)
semaphore = asyncio.Semaphore(10**400)
await semaphore.acquire()
for when in (1e300, -1e300, float("inf"), float("-inf"), 1e13):
    loop.call_at(when, print).cancel()
asyncio.create_task(asyncio.sleep(0), name="x" * 2_000_000)`));
  assert.deepEqual(events.filter(({ kind }) => kind === 'resource_made').map(({ limit }) => limit), [2147483648, 0, 2147483648]);
  assert.deepEqual(events.filter(({ kind }) => kind === 'resource_value').map(({ value }) => value), [2147483648]);
  assert.deepEqual(events.filter(({ kind }) => kind === 'timer_set').map(({ when }) => when),
    [null, -1e12, null, -1e12, null]);
  const { name } = events.filter(({ kind }) => kind === 'task_created').at(-1);
  assert.match(name, /^x+… \(1,900,000 more characters\)$/);
});

test('copies of resources have no row', async () => {
  const events = await told(queue(`
event = asyncio.Event()
second = copy.copy(event)
del event
second.set()
await second.wait()
queue = asyncio.Queue()
queue.put_nowait(1)
second = copy.copy(queue)
second.get_nowait()`, 'import copy'));
  assert.deepEqual(events.filter(({ kind }) => /^(resource|item)/.test(kind)).map(({ kind, resource }) => [kind, resource]),
    [['resource_made', 1], ['resource_dropped', 1], ['resource_made', 2], ['item_put', 2], ['resource_dropped', 2]]);
});

test('a task of asyncio’s underlying class is left out', async () => {
  const events = await told(queue(`
async def quick(queue):
    await asyncio.sleep(0)
    return await queue.get()
queue = asyncio.Queue()
task = asyncio.tasks._CTask(quick(queue), loop=asyncio.get_running_loop())
await asyncio.sleep(1)
queue.put_nowait("item")
await task`));
  assert.equal(events.filter(({ kind }) => kind === 'task_created').length, 1);
});
