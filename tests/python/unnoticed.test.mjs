// What a program says and what is said of it is the same under the tracer as in CPython: on stdout, on stderr, and in
// every traceback.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { oracle } from '../oracle/oracle.mjs';
import { interpreters } from './interpreters.mjs';

const script = fileURLToPath(new URL('unnoticed.py', import.meta.url));

/// Each with what is reported in events, as [kind, text, line]; `bare` is false if what stands
/// in for CPython 3.14 can't do the same.
const programs = [
  {
    name: 'an exception that nobody retrieved',
    source: `
import asyncio

async def fail():
    raise ValueError("unseen")

async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    del task
    await asyncio.sleep(0)

asyncio.run(main())
`,
    reported: [['never_retrieved', 'Task exception was never retrieved', 0]],
  },
  {
    name: 'coroutines that were never awaited, on one line said once',
    source: `
import asyncio

async def forgotten():
    pass

async def main():
    for _ in range(3):
        forgotten()
    made = forgotten()
    del made

asyncio.run(main())
`,
    reported: [
      ['never_awaited', "coroutine 'forgotten' was never awaited", 9],
      ['never_awaited', "coroutine 'forgotten' was never awaited", 10],
    ],
  },
  {
    name: 'a coroutine that was never awaited, in debug mode',
    source: `
import asyncio

async def forgotten():
    pass

async def main():
    forgotten()

asyncio.run(main(), debug=True)
`,
    reported: [['never_awaited', "coroutine 'forgotten' was never awaited", 8]],
  },
  {
    name: 'warnings by the program\'s own filters and functions',
    source: `
import asyncio, sys, warnings

async def forgotten():
    pass

async def main():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        forgotten()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        forgotten()
    print([str(warning.message) for warning in caught])
    print(sys.get_coroutine_origin_tracking_depth())
    warnings.showwarning = lambda message, *more: print("said", message)
    forgotten()
    warnings.warn("careful")

asyncio.run(main())
`,
    reported: [],
  },
  {
    name: 'errors in callbacks, handlers and generators',
    source: `
import asyncio

def broken(*args):
    raise ValueError("in a callback")

async def numbers():
    try:
        yield 1
    finally:
        raise KeyError("in a generator")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(broken, 1)
    loop.call_later(0, broken)
    loop.create_future().set_result(1)
    async for number in numbers():
        break
    await asyncio.sleep(0.001)
    loop.set_exception_handler(broken)
    loop.call_soon(broken, 2)
    await asyncio.sleep(0)
    loop.set_exception_handler(lambda loop, context: print(context["message"].split("(")[0]))
    loop.call_soon(broken, 3)
    await asyncio.sleep(0)

asyncio.run(main())
`,
    reported: [
      ['callback_error', 'Exception in callback broken', 0],
      ['callback_error', 'Exception in callback broken', 0],
      ['never_retrieved', 'Task exception was never retrieved', 0],
      ['handler_error', 'Unhandled error in exception handler', 0],
    ],
  },
  {
    name: 'what logging sends elsewhere',
    source: `
import asyncio, logging, sys

def broken():
    raise ValueError("in a callback")

async def main():
    loop = asyncio.get_running_loop()
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop.call_soon(broken)
    await asyncio.sleep(0)
    logging.getLogger("asyncio").setLevel(logging.NOTSET)
    logging.basicConfig(stream=sys.stdout)
    loop.call_soon(broken)
    await asyncio.sleep(0)

asyncio.run(main())
`,
    reported: [],
  },
  {
    name: 'what logging sends to stderr in its own form',
    source: `
import asyncio, logging, sys

def broken():
    raise ValueError("in a callback")

async def main():
    logging.basicConfig(format="%(levelname)s %(filename)s: %(message)s")
    asyncio.get_running_loop().call_soon(broken)
    await asyncio.sleep(0)
    logging.warning("by hand")
    print("and", "so on", file=sys.stderr)

asyncio.run(main())
`,
    reported: [
      ['callback_error', 'Exception in callback broken', 0],
      ['other', 'WARNING program.py: by hand\n', 0],
      ['other', 'and so on\n', 0],
    ],
  },
  {
    name: 'a time limit, and all that came before it',
    source: `
import asyncio

async def main():
    async with asyncio.timeout(0.001):
        await asyncio.Queue().get()

asyncio.run(main())
`,
  },
  {
    name: 'the tracebacks of what locks, queues and futures refuse',
    source: `
import asyncio, traceback

async def refused(what):
    try:
        made = what()
        if asyncio.iscoroutine(made):
            await made
    except BaseException:
        traceback.print_exc()

async def cancelled(what):
    task = asyncio.create_task(refused(what))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])

def twice(future):
    future.set_result(1)
    future.set_result(2)

async def main():
    await refused(lambda: asyncio.Semaphore(-1))
    await refused(lambda: asyncio.Semaphore("one"))
    await refused(lambda: asyncio.BoundedSemaphore(1).release())
    await refused(lambda: asyncio.Semaphore(1, loop=None))
    await refused(lambda: asyncio.Lock().release())
    await refused(lambda: asyncio.Lock(1))
    await refused(lambda: asyncio.Queue(1, 2))
    await refused(lambda: asyncio.Queue(None).put_nowait(1))
    await refused(lambda: asyncio.Queue(10**400).get_nowait())
    await refused(lambda: asyncio.Barrier())
    await refused(lambda: asyncio.Condition().notify())
    await refused(lambda: twice(asyncio.Future()))
    await refused(lambda: twice(asyncio.get_running_loop().create_future()))
    await refused(lambda: asyncio.get_running_loop().create_task(main))
    await cancelled(asyncio.Semaphore(0).acquire)
    await cancelled(asyncio.Queue().get)
    await cancelled(asyncio.Event().wait)
    full = asyncio.PriorityQueue()
    full.put_nowait(1)
    await refused(lambda: full.put_nowait("two"))

asyncio.run(main())
`,
  },
  {
    name: 'an interruption',
    source: `
import asyncio

async def main():
    raise KeyboardInterrupt

asyncio.run(main())
`,
  },
  {
    name: 'what is made in debug mode, and by whom',
    source: `
import asyncio, sys

def show(what, thing):
    print(what, [(line, name) for _, line, name, _ in thing._source_traceback if name in ("made", "main")])
    print(thing._source_traceback[-1].filename.split("/")[-1], thing._source_traceback[-1].name)

async def nothing():
    pass

def made(loop):
    show("call_soon", loop.call_soon(print))
    show("call_soon_threadsafe", loop.call_soon_threadsafe(print))
    show("call_later", loop.call_later(0, print))
    show("call_at", loop.call_at(0, print))
    show("handle", asyncio.Handle(print, (), loop))
    show("timer", asyncio.TimerHandle(1, print, (), loop))
    show("task", loop.create_task(nothing()))
    if sys.version_info >= (3, 13):  # until then the name is passed on by a function of the tracer's
        show("task", asyncio.create_task(nothing()))
    show("task", asyncio.Task(nothing()))
    show("future", asyncio.Future())
    show("future", loop.create_future())

async def main():
    made(asyncio.get_running_loop())
    await asyncio.sleep(0)

asyncio.run(main(), debug=True)
`,
    reported: [],
    bare: false,
  },
  {
    name: 'what is left when it ends',
    source: `
import asyncio

class Thing:
    def __del__(self):
        raise ValueError("in the end")

async def waiting():
    try:
        await asyncio.sleep(1)
    finally:
        raise KeyError("while it was cancelled")

async def main():
    thing = Thing()
    del thing
    asyncio.create_task(waiting())
    await asyncio.sleep(0)

asyncio.run(main())
`,
  },
  {
    name: 'the kinds of futures and tasks',
    source: `
import abc, asyncio

class Answer(asyncio.Future, abc.ABC):
    @abc.abstractmethod
    def ask(self):
        """Of no use here."""

class Given(Answer):
    def ask(self):
        return 1

async def nothing():
    pass

async def main():
    task = asyncio.create_task(nothing())
    for future in (Given(), task, asyncio.Future(), asyncio.get_running_loop().create_future()):
        print(isinstance(future, asyncio.Future), isinstance(future, asyncio.Task), isinstance(future, Answer))
    print(issubclass(asyncio.Task, asyncio.Future), issubclass(Answer, asyncio.Future))
    print(issubclass(asyncio.Future, Answer))
    asyncio.Future.set_result(task, "forced")
    print(task.result())
    asyncio.Future.cancel(task)
    print(task)

asyncio.run(main())
`,
  },
  {
    name: 'task factories of the program\'s own',
    source: `
import asyncio, sys

async def nothing():
    pass

def simple(loop, coro):
    print("simple", asyncio.iscoroutine(coro))
    return asyncio.Task(coro, loop=loop)

async def main():
    if sys.version_info < (3, 13):
        asyncio.get_running_loop().set_task_factory(simple)
    await asyncio.create_task(nothing())
    print((await asyncio.gather(nothing(), asyncio.create_task(nothing(), name="named"))))
    async with asyncio.TaskGroup() as group:
        print(group.create_task(nothing(), name="also").get_name())

asyncio.run(main())
`,
    reported: [],
  },
];

/// Without addresses, folders, and the times of timers.
const same = (text) => text.replace(/0x[0-9a-fA-F]+/g, '0x…').replaceAll(/when=[\d.]+/g, 'when=…')
  .replaceAll(/[^"\s]*\/program\.py/g, 'program.py');

for (const { version, path } of interpreters()) {
  const input = JSON.stringify(programs.map(({ source }) => source));
  const { status, stdout, stderr } = spawnSync(path, [script], { input, encoding: 'utf8' });
  const answers = status === 0 ? JSON.parse(stdout) : [];
  programs.forEach(({ name, reported }, i) => {
    test(`CPython ${version} says the same under the tracer: ${name}`, () => {
      assert.equal(status, 0, stderr);
      const { plain, watched } = answers[i];
      assert.equal(same(watched.stderr), same(plain.stderr));
      assert.equal(same(watched.stdout), same(plain.stdout));
      if (reported) assert.deepEqual(watched.reported, reported);
    });
  });
}

/// Tasks have other numbers on the bare loop, lines of a library that is in a zip aren't always found, and what notes
/// the order of tasks there has a frame of its own.
const alike = (text) => same(text).replaceAll(/Task-\d+|task=\S+/g, '').replaceAll(/^(    .*|.*probe\.py.*)\n/gm, '');

for (const { name, source } of programs.filter(({ bare = true }) => bare)) {
  test(`CPython 3.14 says the same under the tracer: ${name}`, async () => {
    const { run } = await oracle();
    const [watched, plain] = ['tracer', 'untouched'].map((implementation) => run(source, { implementation }));
    assert.equal(alike(watched.stderr), alike(plain.stderr));
    assert.deepEqual(watched.records.map(alike), plain.records.map(alike));
  });
}
