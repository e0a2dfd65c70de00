// Programs that look at what stands in for the interpreter's own: functions, dates, signals, streams, and their end.

/// As in unnoticed_looks.mjs.
export const standingIn = [
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
    asyncio.get_running_loop().slow_callback_duration = 60  # of a busy machine nothing is told
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
