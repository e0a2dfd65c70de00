// Programs that look at what asyncio gives them: tracebacks, types, and who made what.

/// `bare` is false if what stands in for CPython 3.14 can't do the same; `reported` are events, as [kind, text, line].
export const looking = [
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
    asyncio.get_running_loop().slow_callback_duration = 60  # of a busy machine nothing is told
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
