// The oracle itself, held against records derived by hand: the clock, the records' form, how
// a run ends, and that one run leaves nothing to the next. The orders are in order_*.test.mjs.

import assert from 'node:assert/strict';
import test from 'node:test';
import { agreesWithThisMachine, dedent, full, gives, same } from './check.mjs';
import { compare } from './compare.mjs';
import { oracle } from './oracle.mjs';

const run = async (source, options) => (await oracle()).run(dedent(source), options);

test('the reference is CPython 3.14', async () => {
  assert.match((await oracle()).version, /^3\.14\./);
});

test('a record has six decimals, the task and the text', async () => {
  const { records } = await run(`
    import asyncio
    async def main():
        await asyncio.sleep(1 / 3)
        print("a  b", 1)
    asyncio.run(main())
    print("done")
  `);
  assert.deepEqual(records, ['t=0.333333 task=Task-1 a  b 1', 't=0.333333 task=- done']);
});

// The clock

gives('every clock shows the same virtual time, which only waiting and sleeping move', `
  import asyncio, time
  def clocks():
      print(time.time(), time.monotonic(), time.perf_counter(), time.time_ns())
  async def main():
      clocks()
      await asyncio.sleep(1.5)
      print(asyncio.get_running_loop().time())
      time.sleep(0.25)
      print(asyncio.get_running_loop().time())
      clocks()
  clocks()
  asyncio.run(main())
  clocks()
`, `
  0    task=- 0.0 0.0 0.0 0
  0    task=Task-1 0.0 0.0 0.0 0
  1.5  task=Task-1 1.5
  1.75 task=Task-1 1.75
  1.75 task=Task-1 1.75 1.75 1.75 1750000000
  1.75 task=- 1.75 1.75 1.75 1750000000
`, { switches: false });

// 0.2 + (0.9 - 0.2) is 0.8999999999999999.
gives('the clock is set to a deadline exactly, and a deadline is now + delay in doubles', `
  import asyncio
  async def main():
      loop = asyncio.get_running_loop()
      task = asyncio.create_task(asyncio.sleep(0.9))
      await asyncio.sleep(0.2)
      await task
      print(loop.time())
      for _ in range(3):
          await asyncio.sleep(0.1)
          print(loop.time())
  asyncio.run(main())
`, `
  0.9 task=Task-1 0.9
  1.0 task=Task-1 1.0
  1.1 task=Task-1 1.1
  1.2 task=Task-1 1.2000000000000002
`, { switches: false });

gives('timers with equal deadlines fire in the order in which they were set', `
  import asyncio
  async def main():
      loop = asyncio.get_running_loop()
      for name in "abcdefg":
          loop.call_later(1, print, name)
      loop.call_later(0.5, print, "before")
      await asyncio.sleep(1)
  asyncio.run(main())
`, `
  0.5 task=- before
  1 task=- a
  1 task=- b
  1 task=- c
  1 task=- d
  1 task=- e
  1 task=- f
  1 task=- g
`, { switches: false });

// "late" is less than a nanosecond after "early": the clock is at early's deadline when
// both run. The callback that "early" queues comes after "late": it waits for the next turn.
gives('deadlines less than a nanosecond ahead run in the same turn, the earlier one first', `
  import asyncio
  async def main():
      loop = asyncio.get_running_loop()
      def early():
          print("early")
          loop.call_soon(print, "queued by early")
      loop.call_at(1 + 5e-10, print, "late")
      loop.call_at(1, early)
      loop.call_at(1 + 2e-9, print, "later")
      await asyncio.sleep(2)
  asyncio.run(main())
`, `
  1 task=- early
  1 task=- late
  1 task=- queued by early
  1.000000002 task=- later
`, { switches: false });

gives('time.sleep blocks everything: timers due during it fire late, in order of deadline', `
  import asyncio, time
  async def say(delay, what):
      await asyncio.sleep(delay)
      print(what)
  async def main():
      tasks = [asyncio.create_task(say(2, "two")), asyncio.create_task(say(1, "one"))]
      await asyncio.sleep(0)
      time.sleep(3)
      print("awake")
      await asyncio.gather(*tasks)
  asyncio.run(main())
`, `
  3 task=Task-1 awake
  3 task=Task-3 one
  3 task=Task-2 two
`, { switches: false });

// Printed lines

gives('a line belongs to the task and the time of its newline, whichever task began it', `
  import asyncio
  async def other():
      print("b", end="-")
      await asyncio.sleep(2)
      print("d\\ne", end="")
  async def main():
      task = asyncio.create_task(other())
      print("a", end="")
      await asyncio.sleep(1)
      print("c")
      await task
      print()
      print("x\\n\\ny")
      print("never ended", end="")
  asyncio.run(main())
`, `
  1 task=Task-1 ab-c
  2 task=Task-2 d
  2 task=Task-1 e
  2 task=Task-1 x
  2 task=Task-1${' '}
  2 task=Task-1 y
`, { switches: false });

gives('white space in a task’s name becomes underscores, and a name uses up no number', `
  import asyncio
  async def child():
      print("hello")
      asyncio.current_task().set_name("new name")
      print("renamed")
  async def main():
      await asyncio.create_task(child(), name="my\\tfirst  task")
      await asyncio.create_task(child())
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 create my_first__task
  0 step my_first__task
  0 task=my_first__task hello
  0 task=new_name renamed
  0 done new_name
  0 step Task-1
  0 create Task-2
  0 step Task-2
  0 task=Task-2 hello
  0 task=new_name renamed
  0 done new_name
  0 step Task-1
  0 done Task-1
`);

test('text on stderr isn’t among the records', async () => {
  const { records, stderr } = await run(`
    import asyncio, sys
    async def never():
        pass
    async def fails():
        raise ValueError("unseen")
    async def main():
        never()
        asyncio.create_task(fails())
        await asyncio.sleep(1)
        print("complaint", file=sys.stderr)
        print("line")
    asyncio.run(main())
  `);
  same(full('1 task=Task-1 line'), records, 'CPython');
  assert.match(stderr, /coroutine 'never' was never awaited/);
  assert.match(stderr, /Task exception was never retrieved/);
  assert.match(stderr, /ValueError: unseen/);
  assert.match(stderr, /complaint\n/);
});

// How a run ends

const ticking = `
  import asyncio
  async def main():
      try:
          for n in range(1, 5):
              await asyncio.sleep(1)
              print(n)
      finally:
          print("finally")
  asyncio.run(main())
  print("after")
`;

gives('--until T records everything at T and ends silently before the clock would pass it',
  ticking, `
  0 create Task-1
  0 step Task-1
  1 step Task-1
  1 task=Task-1 1
  2 step Task-1
  2 task=Task-1 2
`, { until: 2 });

gives('--until between two events ends after the first', ticking, `
  1 task=Task-1 1
`, { until: 1.999, switches: false });

gives('--until doesn’t affect a run that ends before T', ticking, `
  1 task=Task-1 1
  2 task=Task-1 2
  3 task=Task-1 3
  4 task=Task-1 4
  4 task=Task-1 finally
  4 task=- after
`, { until: 4, switches: false });

gives('a time.sleep past T ends the run too, whatever the program catches', `
  import asyncio, time
  async def main():
      while True:
          try:
              time.sleep(1)
              print("slept")
          except:
              print("caught")
          finally:
              print("finally")
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  1 task=Task-1 slept
  1 task=Task-1 finally
  2 task=Task-1 slept
  2 task=Task-1 finally
`, { until: 2.5, since: 3.12 });

gives('a deadlock is the last record: no finally block runs after it', `
  import asyncio
  async def main():
      try:
          await asyncio.sleep(1)
          timer = asyncio.get_running_loop().call_later(5, print, "never")
          timer.cancel()
          await asyncio.Event().wait()
      finally:
          print("finally")
  try:
      asyncio.run(main())
  finally:
      print("after")
`, `
  0 create Task-1
  0 step Task-1
  1 step Task-1
  1 task=- deadlock: no task can run
`);

gives('a deadlock may occur while asyncio.run cancels the remaining tasks', `
  import asyncio
  async def stubborn():
      try:
          await asyncio.sleep(5)
      finally:
          print("waiting for ever")
          await asyncio.Event().wait()
  async def main():
      asyncio.create_task(stubborn())
      await asyncio.sleep(1)
      print("main ends")
  asyncio.run(main())
`, `
  1 task=Task-1 main ends
  1 task=Task-2 waiting for ever
  1 task=- deadlock: no task can run
`, { switches: false });

gives('an exception that ends the program comes after everything that asyncio.run still prints', `
  import asyncio
  async def other():
      try:
          await asyncio.sleep(9)
      finally:
          await asyncio.sleep(1)
          print("cleaned up")
  async def main():
      asyncio.create_task(other())
      await asyncio.sleep(1)
      raise LookupError("no such thing")
  asyncio.run(main())
  print("not reached")
`, `
  0 create Task-1
  0 step Task-1
  0 create Task-2
  0 step Task-2
  1 step Task-1
  1 failed Task-1 LookupError
  1 cancel Task-2
  1 step Task-2
  2 step Task-2
  2 task=Task-2 cleaned up
  2 cancelled Task-2
  2 task=- LookupError: no such thing
`);

gives('an exception from a module has the module’s name, and one without a message has only its own', `
  import asyncio
  async def main():
      raise asyncio.QueueEmpty
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 failed Task-1 QueueEmpty
  0 task=- asyncio.queues.QueueEmpty
`);

gives('the program\'s own exception has no module, and a suggestion is part of the line', `
  class Mistake(Exception):
      pass
  try:
      raise Mistake("first")
  except Mistake as mistake:
      printer = 1
      prnter
`, `
  0 task=- NameError: name 'prnter' is not defined. Did you mean: 'printer'?
`, { since: 3.12 });

gives('sys.exit ends the program without a record', `
  import sys
  print("going")
  sys.exit(1)
`, `
  0 task=- going
`);

gives('a syntax error has a line to itself, wherever it is', `
  print("never printed")
  async def main():
      pass
  await main()
`, `
  0 task=- SyntaxError: 'await' outside function
`);

gives('an indentation error has its own name', `
  print("never printed")
  def main():
  pass
`, `
  0 task=- IndentationError: expected an indented block after function definition on line 2
`);

test('a program that loops forever without moving the clock is given up', async () => {
  const { ending } = await run(`
    import asyncio
    async def main():
        while True:
            await asyncio.sleep(0)
    asyncio.run(main())
  `, { iterations: 1000 });
  assert.equal(ending, 'endless');
});

// Random numbers

const random = `
  import random
  print(random.random(), random.randint(1, 6), random.uniform(1, 5), random.choice("abcdef"))
  print(random.randrange(100))
  cards = [1, 2, 3, 4, 5]
  random.shuffle(cards)
  print(cards, random.sample(range(10), 3), random.choices("xyz", k=3))
  print(random.expovariate(1.0), random.gauss(0, 1))
`;

gives('random is seeded with 1', 'import random\nprint(random.random(), random.random())\n', `
  0 task=- 0.13436424411240122 0.8474337369372327
`);

gives('random is seeded with --seed', random, `
  0 task=- 0.32383276483316237 2 2.579293985692694 a
  0 task=- 9
  0 task=- [3, 4, 2, 1, 5] [8, 3, 0] ['x', 'y', 'x']
  0 task=- 0.8008376390753148 1.2030598093735725
`, { seed: 7 });

// Parameters

const parametrised = `
  import asyncio
  delay = 2.0  # seconds
  delay = delay * 1
  patient: bool = True
  start = "create then await"
  print(delay, patient, start, __name__)
`;

gives('a constant has the program’s value', parametrised, `
  0 task=- 2.0 True create then await __main__
`);

gives('a parameter replaces the first assignment and leaves the rest', parametrised, `
  0 task=- 5.0 False await one by one __main__
`, { set: { delay: 5, patient: false, start: 'await one by one' } });

test('a parameter that the program doesn’t have is an error', async () => {
  await assert.rejects(run(parametrised, { set: { dely: 5 } }), /no module-level constant dely/);
});

test('a parameter doesn’t move the lines', async () => {
  const source = `
    delay = 2.0
    what = ["a", "b"]
    import asyncio
    async def main():
        await asyncio.sleep(delay)
    asyncio.run(main())
  `;
  const { records } = await run(source, { set: { delay: 3, what: 'x' }, switches: true, lines: true });
  same(full('0 create Task-1\n0 step Task-1\n0 line Task-1 5\n3 step Task-1\n3 done Task-1'),
    records, 'CPython');
});

// Where a task is

gives('--lines records the innermost line in the program, through coroutines and generators', `
  import asyncio
  async def inner():
      await asyncio.wait_for(
          leaf(), 9)
  async def leaf():
      await asyncio.sleep(1)
  async def ticker():
      yield 1
      await leaf()
      yield 2
  class Patience:
      def __await__(self):
          yield from asyncio.sleep(1).__await__()
  async def main():
      await inner()
      async for n in ticker():
          print(n)
      await Patience()
      async with asyncio.timeout(9):
          ticks = ticker()
          await anext(ticks)
          await anext(ticks, None)
          print(await anext(ticks, None))
          await asyncio.create_task(asyncio.sleep(1))
  asyncio.run(main())
`, `
  0 create Task-1
  0 step Task-1
  0 line Task-1 6
  1 step Task-1
  1 task=Task-1 1
  1 line Task-1 6
  2 step Task-1
  2 task=Task-1 2
  2 line Task-1 13
  3 step Task-1
  3 line Task-1 6
  4 step Task-1
  4 task=Task-1 None
  4 create Task-2
  4 line Task-1 24
  4 step Task-2
  5 step Task-2
  5 done Task-2
  5 step Task-1
  5 done Task-1
`, { lines: true, since: 3.12 });

// One run after another

test('a run leaves nothing behind for the next', async () => {
  await run(`
    import asyncio, builtins, contextvars, logging, os, random, sys, time
    asyncio.sleep = None
    asyncio.Queue.put = None
    asyncio.Task = time.sleep = builtins.print = None
    random.random = lambda: 4
    sys.path.clear()
    os.environ["LEFT"] = "behind"
    sys.setrecursionlimit(99)
    logging.basicConfig(level=logging.DEBUG)
    leftover = "leftover"
    asyncio.set_event_loop(asyncio.new_event_loop())
  `);
  await run(`
    import asyncio
    async def main():
        try:
            await asyncio.Event().wait()
        finally:
            print("late")
    asyncio.run(main())
  `);
  const { records, stderr } = await run(`
    import asyncio, dataclasses, os, random, sys
    async def main():
        queue = asyncio.Queue()
        await queue.put(1)
        await asyncio.sleep(1)
        print(random.random(), os.environ.get("LEFT"), "leftover" in globals(), len(asyncio.all_tasks()))
    asyncio.run(main())
    try:
        asyncio.get_event_loop()
    except RuntimeError:
        print("no loop")
  `, { seed: 1 });
  same(full('1 task=Task-1 0.13436424411240122 None False 1\n1 task=- no loop'), records, 'CPython');
  assert.equal(stderr, '');
});

test('a hundred runs of the same program are the same run', async () => {
  const source = `
    import asyncio, random
    async def wait(n):
        await asyncio.sleep(random.uniform(0, 3))
        print(n)
    async def main():
        tasks = {asyncio.create_task(wait(n)) for n in range(20)}
        done, pending = await asyncio.wait(tasks, timeout=1.5)
        print(*(task.get_name() for task in [*done, *pending]))
        for task in tasks:
            task.cancel()
    asyncio.run(main())
  `;
  const [first, ...others] = await Promise.all(
    Array.from({ length: 100 }, () => run(source, { switches: true })));
  for (const other of others) same(first.records, other.records, 'another run');
});

// Comparing

test('a comparison shows the first difference and the lines before it', () => {
  assert.equal(compare(['a', 'b'], 'a\nb\n'), '');
  const message = compare(['a', 'b', 'c'], ['a', 'b ', 'c'], ['python', 'runner']);
  assert.match(message, /differ from record 2 on/);
  assert.match(message, /^ +1 {3}a$/m);
  assert.match(message, /^ +2 - b$/m);
  assert.match(message, /^ +2 \+ b·$/m);
  assert.match(compare(['a'], ['a', 'b']), /- \(no further record\)/);
});

agreesWithThisMachine();
