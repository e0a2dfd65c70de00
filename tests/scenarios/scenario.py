"""Runs one scenario of generate.mjs on asyncio. The text of the scenario takes the place of SCENARIO."""

import asyncio
import contextvars
import sys
import time
from concurrent.futures import ThreadPoolExecutor

SCENARIO = "(())"


def parse(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()
    stack = [[]]
    for token in tokens:
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    return stack[0][0]


[*sizes, workers, answers, limit], *programs = parse(SCENARIO)
variables = [contextvars.ContextVar("first", default="unset"), contextvars.ContextVar("second", default="unset")]


abort = asyncio.TaskGroup._abort


def abort_unless_dropped(group):
    """What's pending at the end is dropped, which in C++ is done without a word."""
    if sys.exc_info()[0] is not GeneratorExit:
        abort(group)


asyncio.TaskGroup._abort = abort_unless_dropped


def is_dropped(error):
    """Whether the coroutine is being closed: what its cleanup raises then, such as a lock's, comes after a GeneratorExit."""
    while error and not isinstance(error, GeneratorExit):
        error = error.__context__
    return error is not None


class World:
    def __init__(self):
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.queues = [asyncio.Queue(int(size)) for size in sizes]
        self.events = [asyncio.Event(), asyncio.Event()]
        self.semaphore = asyncio.Semaphore(2)
        self.tasks = []
        self.loop = asyncio.get_running_loop()
        self.loop.set_default_executor(ThreadPoolExecutor(int(workers), "own"))
        self.pool = ThreadPoolExecutor(2)
        self.jobs = []
        self.server = None
        self.connections = []
        self.kept = []  # the server's writers: an exception's traceback would keep them, which C++ hasn't got


def job(loop, label, calls, fails, steps):
    for place, step in enumerate(steps):
        print(label, place)
        if calls == "0":
            loop.call_soon_threadsafe(print, label, "calls")
        time.sleep(float(step))
    print(label, "ends")
    if fails == "0":
        raise ValueError("boom")


async def answer(world, reader, writer):
    """What the server does for each client."""
    print("client", *(variable.get() for variable in variables))
    while line := await reader.readline():
        print("line", len(line))
        await asyncio.sleep(float(answers))
        writer.write(line)
        await writer.drain()
    print("no more")
    writer.close()


async def run(world, mine, operations):
    for operation in operations:
        await run_one(world, mine, *operation)


def program(world, index):
    return run(world, len(world.tasks) - 1, programs[int(index)])


def spawn(world, index):
    place = len(world.tasks)
    task = asyncio.create_task(run(world, place, programs[int(index)]))
    world.tasks.append(task)
    return task


async def use(name, reader, writer, *rest):
    match name:
        case "send":
            writer.write(b"x" * int(rest[0]) + b"\n")
            await writer.drain()
            print("sent")
        case "read":
            print("read", len(await reader.read(int(rest[0]))))
        case "line":
            print("line of", len(await reader.readline()))
        case "close":
            writer.close()
        case "eof":
            writer.write_eof()
        case "closed":
            await writer.wait_closed()
            print("closed")
        case "abort":
            writer.transport.abort()


async def run_one(world, mine, name, *rest):
    match name:
        case "print":
            print(rest[0])
        case "sleep":
            await asyncio.sleep(float(rest[0]))
        case "spawn":
            spawn(world, rest[0])
        case "cancel":
            if world.tasks:
                print("cancel", world.tasks[int(rest[0]) % len(world.tasks)].cancel())
        case "await":
            others = world.tasks[mine + 1:]
            if others:
                await others[int(rest[0]) % len(others)]
                print("awaited")
        case "put":
            await world.queues[int(rest[0])].put(int(rest[1]))
            print("put", rest[1])
        case "get":
            print("got", await world.queues[int(rest[0])].get())
        case "set":
            world.events[int(rest[0])].set()
        case "clear":
            world.events[int(rest[0])].clear()
        case "wait":
            await world.events[int(rest[0])].wait()
            print("waited")
        case "thread":
            await asyncio.to_thread(job, world.loop, *rest)
            print("back")
        case "submit":
            pool = world.pool if rest[0] == "1" else None
            world.jobs.append(world.loop.run_in_executor(pool, job, world.loop, *rest[1:]))
        case "join":
            if world.jobs:
                await world.jobs[int(rest[0]) % len(world.jobs)]
                print("joined")
        case "drop":
            if world.jobs:
                print("drop", world.jobs[int(rest[0]) % len(world.jobs)].cancel())
        case "vary":
            variables[int(rest[0])].set(rest[1])
        case "tell":
            print("variable", variables[int(rest[0])].get())
        case "eager":
            place = len(world.tasks)
            world.tasks.append(asyncio.create_task(run(world, place, programs[int(rest[0])]), eager_start=True))
        case "serve":
            if world.server is None:
                world.server = await asyncio.start_server(
                    lambda *both: world.kept.append(both[1]) or answer(world, *both), "127.0.0.1", 8000, limit=int(limit))
                print("serving")
        case "unserve":
            if world.server is not None:
                world.server.close()
        case "connect":
            world.connections.append(await asyncio.open_connection("127.0.0.1", 8000, limit=int(limit)))
            print("connected")
        case "send" | "read" | "line" | "close" | "eof" | "closed" | "abort":
            if world.connections:
                await use(name, *world.connections[int(rest[0]) % len(world.connections)], *rest[1:])
        case "block":
            time.sleep(float(rest[0]))
        case "raise":
            raise ValueError("boom")
        case "gather":
            results = await asyncio.gather(*[program(world, index) for index in rest[1:]],
                                           return_exceptions=rest[0] == "1")
            print("gathered", *["-" if r is None else type(r).__name__ for r in results])
        case "waitfor":
            await asyncio.wait_for(program(world, rest[1]), float(rest[0]))
            print("in time")
        case "shield":
            await asyncio.shield(spawn(world, rest[0]))
            print("shielded")
        case "group":
            try:
                async with asyncio.TaskGroup() as group:
                    for index in rest[1:]:
                        group.create_task(program(world, index))
                    await run(world, mine, rest[0])
                print("grouped")
            except BaseExceptionGroup as error:
                print("group of", len(error.exceptions))
        case "lock":
            lock = world.locks[int(rest[0])]
            await lock.acquire()
            try:
                await run(world, mine, rest[1])
            finally:
                lock.release()
        case "semaphore":
            await world.semaphore.acquire()
            try:
                await run(world, mine, rest[0])
            finally:
                world.semaphore.release()
        case "timeout":
            try:
                async with asyncio.timeout(float(rest[0])):
                    await run(world, mine, rest[1])
            except TimeoutError:
                print("timeout")
        case "try":
            try:
                await run(world, mine, rest[0])
            except BaseException as error:
                if is_dropped(error):
                    raise
                print("caught", type(error).__name__)
                await run(world, mine, rest[1])
        case "finally":
            try:
                await run(world, mine, rest[0])
            except BaseException as error:
                if not is_dropped(error):
                    await run(world, mine, rest[1])
                raise
            await run(world, mine, rest[1])


async def main():
    world = World()
    try:
        await run(world, -1, programs[0])
        print("end")
    finally:
        world.pool.shutdown()


asyncio.run(main())
sys.stdout = None  # what's left of coroutines may print as they go, and in C++ it's dropped without a word
