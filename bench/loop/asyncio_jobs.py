"""The jobs on asyncio, on a clock that jumps to the next deadline, so that no time is spent waiting.

`measure(job, n)` returns nanoseconds per operation; `memory(n)` returns bytes per suspended task.
"""

import asyncio
import gc
import sys
import time
import tracemalloc
from asyncio import base_events

TRIP_TASKS, SPAWN_BATCH, TIMER_BATCH, QUEUE_SIZE, CHAIN_DEPTH = 100, 1000, 10000, 10, 50


class Selector:
    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout:
            self.loop.now = self.loop._scheduled[0]._when
        return []


class VirtualLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._clock_resolution = 1e-9
        self._selector = Selector(self)

    def time(self):
        return self.now

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


def delay_of(i):
    return 1 + i * 7919 % TIMER_BATCH * 1e-3


async def turns(count):
    for _ in range(count):
        await asyncio.sleep(0)


async def trip(n):
    await asyncio.gather(*(turns(n // TRIP_TASKS) for _ in range(TRIP_TASKS)))


async def child():
    await asyncio.sleep(0)
    return 1


async def spawn(n):
    for _ in range(n // SPAWN_BATCH):
        await asyncio.gather(*(child() for _ in range(SPAWN_BATCH)))


async def produce(queue, count):
    for i in range(count):
        await queue.put(i)


async def consume(queue, count):
    total = 0
    for _ in range(count):
        total += await queue.get()
    return total


async def ping_pong(n):
    queue = asyncio.Queue(1)
    await asyncio.gather(produce(queue, n), consume(queue, n))


async def ten_and_ten(n):
    queue = asyncio.Queue(QUEUE_SIZE)
    await asyncio.gather(*(produce(queue, n // 10) for _ in range(10)),
                         *(consume(queue, n // 10) for _ in range(10)))


async def sleeper(delay):
    await asyncio.sleep(delay)


async def timers(n):
    for _ in range(n // TIMER_BATCH):
        await asyncio.gather(*(sleeper(delay_of(i)) for i in range(TIMER_BATCH)))


async def chain_of(depth):
    return 1 if depth == 0 else await chain_of(depth - 1) + 1


async def chain(n):
    for _ in range(n // CHAIN_DEPTH):
        await chain_of(CHAIN_DEPTH)


JOBS = {job.__name__: job for job in (trip, spawn, ping_pong, ten_and_ten, timers, chain)}


def run(main):
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()


def measure(job, n):
    before = time.perf_counter_ns()
    run(JOBS[job](n))
    return (time.perf_counter_ns() - before) / n


async def waiter(event, a, b):
    await event
    return a + b


async def suspended(n):
    event = asyncio.get_running_loop().create_future()
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tasks = [asyncio.ensure_future(waiter(event, i, i)) for i in range(n)]
    await asyncio.sleep(0)
    used = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    event.set_result(None)
    await asyncio.gather(*tasks)
    return used / n


def memory(n):
    return run(suspended(n))


if __name__ == "__main__":
    job, n = sys.argv[1], int(sys.argv[2])
    print(memory(n) if job == "memory" else measure(job, n))
