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
  {
    name: 'functions of C\'s, as handles, attributes and classes show them',
    source: `
import asyncio, copy, inspect, pickle, time

class Thing:
    show = print
    wait = time.sleep

async def main():
    loop = asyncio.get_running_loop()
    print(loop.call_soon(print, "x"))
    print(loop.call_later(1, time.sleep, 1))
    print(repr(print), repr(time.sleep), repr(time.time), str(time.monotonic))
    Thing().show("of a thing")
    Thing().wait(0.0)
    print(print.__name__, print.__qualname__, print.__module__, time.sleep.__module__, print.__doc__ == str(print.__doc__))
    print(type(print).__name__, type(print), inspect.isbuiltin(print), inspect.isfunction(print), callable(time.time))
    print(copy.deepcopy(print) is print, pickle.loads(pickle.dumps(time.sleep)) is time.sleep)
    for wrong in (lambda: print(wrong=1), lambda: print("a", sep=1), lambda: time.sleep(), lambda: time.sleep("x"), lambda: time.sleep(-1)):
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, error)

asyncio.run(main())
`,
  },
  {
    name: 'which loop it is, and one that\'s made with a selector of its own',
    source: `
import asyncio, selectors

async def main():
    print(asyncio.get_running_loop(), type(asyncio.get_running_loop()))

asyncio.run(main())
loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
loop.run_until_complete(main())
loop.close()
print(loop)
`,
  },
  {
    name: 'dates and their classes',
    source: `
import copy, datetime, pickle
from datetime import date, timedelta, timezone

class Mine(datetime.datetime):
    """Of the program's own."""

moment = datetime.datetime(2020, 1, 1)
print(repr(moment), repr([date(2020, 2, 3)]), repr(Mine(2020, 1, 1)), moment, datetime.datetime, date)
print(repr(moment.date()), repr(moment + timedelta(days=1)), repr(datetime.datetime.min), repr(date.max), moment - datetime.datetime.min)
print([isinstance(thing, kind) for thing in (moment, datetime.datetime.max, moment.date(), date.min, Mine.max, datetime.datetime.now())
       for kind in (datetime.datetime, date, Mine)])
print(datetime.datetime.now().date() == date.today(), type(date.today()) is date, type(moment.date()) is date, issubclass(datetime.datetime, date))
print(repr(copy.copy(moment)), repr(pickle.loads(pickle.dumps(date(2020, 1, 1)))), repr(datetime.datetime.combine(date(2020, 1, 1), moment.time())))
print(repr(datetime.datetime.fromtimestamp(1e9, timezone.utc)), repr(datetime.datetime.strptime("1 2 2003", "%d %m %Y")), repr(Mine.fromisoformat("2020-01-01")))
print(moment.replace(tzinfo=timezone.utc).timestamp(), repr(moment.replace(tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=1)))))
try:
    moment.other = 1
except AttributeError as error:
    print(type(error).__name__)
`,
  },
  {
    name: 'signals that it sends itself',
    source: `
import asyncio, os, signal

def ring(name):
    print("rings", name)
    asyncio.get_running_loop().call_soon(print, "after", name)

async def main():
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, done.set)
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGTERM)
    await done.wait()
    loop.add_signal_handler(signal.SIGUSR1, ring, "one")
    loop.add_signal_handler(signal.SIGUSR2, ring, "two")
    for number in (signal.SIGUSR2, signal.SIGUSR1, signal.SIGUSR2):
        signal.raise_signal(number)
    for n in range(4):
        loop.call_soon(print, "soon", n)
        await asyncio.sleep(0)
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    async def no(): pass
    for what in (lambda: loop.add_signal_handler("x", print), lambda: loop.add_signal_handler(1000, print),
                 lambda: loop.add_signal_handler(signal.SIGKILL, print), lambda: loop.add_signal_handler(signal.SIGTERM, no)):
        try:
            what()
        except Exception as error:
            print(type(error).__name__, error)

asyncio.run(main())
`,
    bare: false,
    reported: [],
  },
  {
    name: 'what objects do as they go at the end, with what the module has',
    source: `
import weakref

def bye(name):
    print("bye", name, unfinished)

class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        bye(self.name)

unfinished = ["business"]
a, _b = Thing("a"), Thing("b")
c = Thing("c")
c.itself = c
d = weakref.ref(Thing, lambda reference: bye("weakly"))
`,
  },
  {
    name: 'what goes at the end of a module that something keeps',
    source: `
import sys

def bye(name):
    print("bye", name, last, _first)

class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        try:
            bye(self.name)
        except TypeError as error:
            print(self.name, error)

sys.kept = sys.modules["__main__"]
last, _first = Thing("last"), Thing("first")
`,
  },
  {
    name: 'what is called at its exit',
    source: `
import atexit, weakref

def bye(name="nobody"):
    print("bye", name)
    print(1 / len(name))

class Thing:
    pass

thing, kept = Thing(), Thing()
weakref.finalize(thing, print, "kept until the end")
weakref.finalize(kept, print, "not at the end").atexit = False
print(atexit.register(bye, "a") is bye, atexit.register(bye, name="") is bye, atexit.unregister(print))
atexit.register(print, "unregistered")
atexit.unregister(print)

@atexit.register
def last():
    print("last first")

try:
    atexit.register("nothing")
except TypeError as error:
    print(error)
print("the last line")
raise SystemExit(1)
`,
  },
  {
    name: 'how often names are asked for, and what call_soon_threadsafe refuses in debug mode',
    source: `
import asyncio, sys

class Name:
    def __str__(self):
        print("asked")
        return "named"

async def main():
    task = asyncio.current_task()
    task.set_name(Name())
    print(task.get_name())
    for what in (1, main):
        try:
            asyncio.get_running_loop().call_soon_threadsafe(what)
        except TypeError as error:
            print(error)

asyncio.run(main(), debug=True)
`,
  },
  {
    name: 'bytes on stdout, and a stdout that is closed',
    source: `
import sys

print(sys.stdout.buffer.write("été ".encode()), sys.stdout.buffer.writable(), flush=True)
sys.stdout.buffer.write("é\\n".encode()[:1])
sys.stdout.buffer.write("é\\n".encode()[1:])
sys.stdout.buffer.flush()
sys.stdout.close()
try:
    print("x")
except ValueError as error:
    print(error, file=sys.stderr)
`,
    bare: false,
    reported: [[7, 'I/O operation on closed file.\\n', 0]],
  },
  {
    name: 'a debugger of its own',
    source: `
import sys

monitoring = getattr(sys, "monitoring", None)  # 3.12
if monitoring:
    monitoring.use_tool_id(monitoring.DEBUGGER_ID, "its own")
    print(monitoring.get_tool(monitoring.DEBUGGER_ID))
    monitoring.free_tool_id(monitoring.DEBUGGER_ID)
`,
  },
];
