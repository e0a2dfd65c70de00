// What is told of the variables of coroutines that pause: short, without addresses, and without a word from the program.

import assert from 'node:assert/strict';
import test from 'node:test';
import { python } from './python.mjs';

/// What a task that runs `body` has when it sleeps for the last time: its lines.
async function variables(body, before = '') {
  const { trace } = await python();
  const lines = body.trim().split('\n').map((line) => `    ${line}\n`).join('');
  const source = `import asyncio\n${before}\n\nasync def main():\n${lines}    await asyncio.sleep(1)\n\n\nasyncio.run(main())\n`;
  const { events, error } = trace(source, { variables: true });
  assert.equal(error, null);
  assert.deepEqual(events.filter(({ kind }) => kind === 'printed'), []);
  return events.filter(({ kind, task }) => kind === 'task_variables' && task === 1).at(-1)?.variables.split('\n') ?? [];
}

const each = (title, cases) => test(title, async () => {
  for (const [body, expected] of Object.entries(cases)) {
    assert.deepEqual((await variables(`x = ${body}`)), [`x = ${expected}`], body);
  }
});

each('numbers, texts and None are as repr has them, the long ones short', {
  '3': '3',
  '-2.5': '-2.5',
  'True': 'True',
  'None': 'None',
  '2 ** 200': '<int of 201 bits>',
  '10 ** 5000': '<int of 16610 bits>',
  '"it\'s"': '"it\'s"',
  '"a" * 60': `'${'a'.repeat(60)}'`,
  '"a" * 61': `'${'a'.repeat(40)}'… 21 more`,
  '"a\\nb"': "'a\\nb'",
  '"at <Foo object at 0x7f00>"': "'at <Foo object>'",
  'b"ab"': "b'ab'",
  'bytearray(b"ab")': "bytearray(b'ab')",
  'range(3)': 'range(0, 3)',
  'range(0, 10, 2)': 'range(0, 10, 2)',
});

each('a container has its first elements, and says how many more there are', {
  '[]': '[]',
  '[1, "a", None]': "[1, 'a', None]",
  'list(range(100))': '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, … 83 more]',
  '()': '()',
  '(1,)': '(1,)',
  '{"a": [1, 2]}': "{'a': [1, 2]}",
  '{i: i for i in range(100)}': '{0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, … 90 more}',
  'set()': 'set()',
  '{10, 9, 1}': '{1, 9, 10}',
  '{"b", "a", 1}': "{'a', 'b', 1}",
  'set(range(1000))': '{… 1000 elements}',
  'frozenset([1])': 'frozenset({1})',
  '[[1, [2, [3, [4, [5]]]]]]': '[[1, [2, [3, …]]]]',
  '__import__("collections").deque([1])': 'deque([1])',
  '__import__("collections").Counter("aab")': "Counter({'a': 2, 'b': 1})",
  '__import__("collections").defaultdict(list, a=[1])': "defaultdict({'a': [1]})",
});

test('a container that contains itself is shown once', async () => {
  assert.deepEqual(await variables('x = [1]\nx.append(x)\ny = {}\ny["y"] = y'), ['x = [1, ...]', "y = {'y': ...}"]);
});

test('asyncio’s objects have the same names and numbers as in the panel', async () => {
  assert.deepEqual(await variables(`
task = asyncio.current_task()
named = asyncio.create_task(asyncio.sleep(0), name="maker")
jobs, done = asyncio.Queue(), asyncio.Queue()
line = asyncio.PriorityQueue()
lock = asyncio.Lock()
event = asyncio.Event()
future = asyncio.get_running_loop().create_future()
loop = asyncio.get_running_loop()
part = asyncio.Queue()._finished
await asyncio.gather(named)`), [
    'task = Task-1', 'named = maker', 'jobs = queue 1', 'done = queue 2', 'line = priority queue 1', 'lock = lock 1',
    'event = event 1', 'future = future 1', 'loop = event loop', 'part = <Event>']);
});

test('other objects are shown by type, and functions, coroutines and classes by name', async () => {
  assert.deepEqual(await variables(`
item = Item()
items = [Item(), Item]
work = main
coro = main()
coro.close()
error = ValueError("no")
hook = lambda: 1`, 'class Item:\n    pass\n'), [
    'item = <Item>', 'items = [<Item>, <class Item>]', 'work = <function main>', 'coro = <coroutine main>', 'error = <ValueError>',
    'hook = <function <lambda>>']);
});

test('none of the program’s code runs for it', async () => {
  const hostile = `
class Meta(type):
    def __hash__(self): print("noticed"); return 1
    def __eq__(self, other): print("noticed"); return True
    def __instancecheck__(self, thing): print("noticed"); return True
    def __subclasscheck__(self, other): print("noticed"); return True
    @property
    def __name__(self): print("noticed"); return "x"

class Loud(metaclass=Meta):
    def __getattribute__(self, name): print("noticed", name); return object.__getattribute__(self, name)
    def __repr__(self): print("noticed"); return "x"
    __str__ = __repr__
    def __len__(self): print("noticed"); return 1
    def __iter__(self): print("noticed"); return iter([1])
    def __hash__(self): print("noticed"); return 1
    def __eq__(self, other): print("noticed"); return True
    def __lt__(self, other): print("noticed"); return True
    def __del__(self): pass
    __class__ = property(lambda self: print("noticed") or int)

class List(Loud, list): pass
class Text(Loud, str): pass
class Number(Loud, int): pass
class Dict(Loud, dict): pass
class Queue(asyncio.Queue):
    def __repr__(self): print("noticed"); return "x"
class Task(asyncio.Task):
    def get_name(self): print("noticed"); return "x"
class Quiet:
    __slots__ = ()
    def __repr__(self): print("noticed"); return "x"
    def __hash__(self): return 1
`;
  assert.deepEqual(await variables(`
a, b, c, d = List(), Text(), Number(), Dict()
many = [Loud(), (Loud(),), {1: Loud()}]
quiet = {Quiet(): Quiet()}
set_of = {Quiet()}
queue = Queue()
task = Task(asyncio.sleep(0))
await asyncio.sleep(0.5)`, hostile), [
    'a = <List>', 'b = <Text>', 'c = <Number>', 'd = <Dict>', 'many = [<Loud>, (<Loud>,), {1: <Loud>}]', 'quiet = {<Quiet>: <Quiet>}',
    'set_of = {<Quiet>}', 'queue = queue 1', 'task = Task-2']);
});

test('a variable that is deleted or has no value yet isn’t included, and those of closures are', async () => {
  assert.deepEqual(await variables(`
gone = 1
del gone
shared = 2
def look(): return shared
await asyncio.sleep(0)
if False: never = 1`), ['look = <function look>', 'shared = 2']);
});

test('an await in a comprehension or a generator has its variables, and those of the function around it', async () => {
  const { trace } = await python();
  const { events } = trace(`
import asyncio

async def letters():
    for letter in "ab":
        await asyncio.sleep(1)
        yield letter

async def main():
    n = 7
    await asyncio.gather(*[asyncio.sleep(0, i) for i in range(1)])
    got = [await asyncio.sleep(1, k) for k in (5,)]
    async for each in letters():
        pass

asyncio.run(main())
`, { variables: true });
  const told = events.filter(({ kind, task }) => kind === 'task_variables' && task === 1);
  assert.deepEqual(told.map(({ t, variables: lines }) => [t, lines.split('\n').sort()]), [
    [0, ['n = 7']], [0, ['k = 5', 'n = 7']], [1, ["letter = 'a'"]], [2, ["letter = 'b'"]]]);
});

test('of many variables the first thirty are shown, and how many more there are', async () => {
  const lines = await variables(Array.from({ length: 35 }, (_, i) => `x${i} = ${i}`).join('\n'));
  assert.deepEqual([lines.length, lines[29], lines[30]], [31, 'x29 = 29', '… 5 more']);
});

test('they come right after the suspension, and never unless requested', async () => {
  const { trace } = await python();
  const source = 'import asyncio\n\nasync def main():\n    for n in range(3):\n        await asyncio.sleep(n)\n\nasyncio.run(main())\n';
  const { events } = trace(source, { variables: true });
  const told = events.filter(({ kind }) => kind === 'task_variables');
  assert.deepEqual(told.map(({ t, variables: lines }) => [t, lines]), [[0, 'n = 0'], [0, 'n = 1'], [1, 'n = 2']]);
  assert.deepEqual(told.map((event) => events[events.indexOf(event) - 1].kind), told.map(() => 'task_suspended'));
  assert.deepEqual(events.filter((event) => !told.includes(event)), trace(source).events);
});

test('nothing is kept alive by it', async () => {
  const { trace } = await python();
  const { events } = trace(`
import asyncio, sys, weakref

class Item:
    def __del__(self): print("dropped")

async def main():
    item = Item()
    kept = [item]
    await asyncio.sleep(1)
    print(sys.getrefcount(item))
    del item
    kept.clear()
    print("still here")
    await asyncio.sleep(1)

asyncio.run(main())
`, { variables: true });
  const printed = events.filter(({ kind }) => kind === 'printed').map(({ text }) => text).join('');
  assert.equal(printed, '2\ndropped\nstill here\n');
});

test('a longer run is the same, whatever its variables are', async () => {
  const { call } = await python();
  const source = `
import asyncio

async def main():
    for n in range(50):
        key, text = id(object()), str(object())
        await asyncio.sleep(1)

asyncio.run(main())
`;
  const { known } = call('run', { source, until: 20, variables: true });
  const { ending, events } = call('run', { source, until: 60, variables: true, known });
  assert.equal(ending, 'finished');
  assert.ok(events.length > 0);
});
