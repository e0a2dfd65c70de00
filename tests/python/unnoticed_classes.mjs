// Programs that could notice that asyncio's classes tell what becomes of them: by their own methods, copies and mixins.

export const classes = [
  {
    name: 'what is put into a queue is never asked for its words, nor compared once more',
    source: `
import asyncio

class Thing:
    def __init__(self, rank):
        self.rank = rank

    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__

    def __lt__(self, other):
        print(self.rank, "<", other.rank)
        return self.rank < other.rank

class Text(str):
    def __str__(self):
        print("asked")
        return "text"

async def main():
    queue = asyncio.Queue()
    for item in (Thing(1), Text("a"), (1, Thing(2)), [Thing(3)], {Text("b"): Thing(4)}):
        queue.put_nowait(item)
    queue = asyncio.PriorityQueue()
    for rank in (3, 5, 1, 4, 2):
        print("put", rank)
        queue.put_nowait(Thing(rank))
    while not queue.empty():
        print("got", queue.get_nowait().rank)

asyncio.run(main())
`,
  },
  {
    name: 'classes beside asyncio\'s own ones are told of subclasses and of ends',
    source: `
import asyncio

class Registered:
    def __init_subclass__(cls, **more):
        print("subclass", cls.__name__, more)

class Ends:
    def __del__(self):
        print("ends", type(self).__name__)

class Jobs(asyncio.Queue, Registered, size=3):
    pass

class Signal(asyncio.Event, Ends):
    pass

class Own(asyncio.Lock):
    def __del__(self):
        print("ends", self.locked())

async def main():
    try:
        class Wrong(asyncio.Queue, size=3):
            pass
    except TypeError as error:
        print(error)
    for cls in (Jobs, Signal, Own):
        cls()
    print([hasattr(cls, "__del__") for cls in (asyncio.Queue, asyncio.Event, asyncio.Lock, asyncio.Semaphore)])

asyncio.run(main())
`,
  },
  {
    name: 'copies, and what lacks its attributes',
    source: `
import asyncio, copy

class Bare(asyncio.Lock):
    def __init__(self):
        pass

class Stateful:
    def __getstate__(self):
        print("asked for its state")
        return object.__getstate__(self)

class Both(asyncio.Event, Stateful):
    pass

class Slotted(asyncio.Lock):
    __slots__ = ("extra",)

async def main():
    try:
        Bare().locked()
    except AttributeError as error:
        print(error)
    event = asyncio.Event()
    second = copy.copy(event)
    event.set()
    print(event.is_set(), second.is_set())
    del event
    second.set()
    await second.wait()
    print(sorted(vars(second)))
    semaphore = copy.deepcopy(asyncio.Semaphore(2))
    async with semaphore:
        print(semaphore._value)
    queue = asyncio.Queue()
    queue.put_nowait(1)
    second = copy.copy(queue)
    del queue
    print(second.get_nowait())
    copy.copy(Both()).set()
    slotted = Slotted()
    slotted.extra = 1
    second = copy.copy(slotted)
    print(second.extra, [name for name in vars(second) if name.startswith("_il")])
    del slotted
    second.release() if second.locked() else print("free")

asyncio.run(main())
`,
  },
  {
    name: 'a set of tasks that changes while it is gone through',
    source: `
import asyncio

async def main():
    tasks = {asyncio.create_task(asyncio.sleep(0)) for _ in range(3)}
    done, _ = await asyncio.wait(tasks)
    try:
        for task in done:
            done.discard(task)
    except RuntimeError as error:
        print(error)

asyncio.run(main())
`,
  },
  {
    name: 'limits and values of any size',
    source: `
import asyncio, sys

async def main():
    queue = asyncio.Queue(10**400)
    queue.put_nowait("x" * 2_000_000)
    for many in (10**12, sys.maxsize, float("inf"), 10**400):
        semaphore = asyncio.Semaphore(many)
        async with semaphore:
            print(semaphore._value == many - 1)

asyncio.run(main())
`,
  },
  {
    name: 'a loop that closes cancels nothing',
    source: `
import asyncio

loop = asyncio.new_event_loop()
soon, later = loop.call_soon(print), loop.call_later(1, print)
loop.close()
print(soon.cancelled(), later.cancelled())
soon.cancel()
later.cancel()
print(soon.cancelled(), later.cancelled())
`,
  },
  {
    name: 'exceptions that a future refuses, and futures without a loop',
    source: `
import asyncio

class Answer(asyncio.Future):
    def __init__(self):
        """Not a future yet."""

async def main():
    for wrong in (StopIteration(), StopIteration, "text", 1, int):
        future = asyncio.Future()
        try:
            future.set_exception(wrong)
        except Exception as error:
            print(type(error).__name__, error)
        print(future.done(), repr(future.exception()) if future.done() else "")
    asyncio.Future.set_result(asyncio.get_running_loop().create_future(), 1)
    for refused in (lambda: Answer().set_result(1), lambda: Answer().set_exception(ValueError())):
        try:
            refused()
        except Exception as error:
            print(type(error).__name__, error)

asyncio.run(main())
try:
    asyncio.Future()
except RuntimeError as error:
    print(error)
`,
  },
  {
    name: 'a task of the kind that asyncio has beneath its own',
    bare: false,
    source: `
import asyncio

async def quick():
    await asyncio.sleep(0)
    return await asyncio.sleep(0.001, "done")

async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.tasks._CTask(quick(), loop=loop))

asyncio.run(main())
`,
  },
];
