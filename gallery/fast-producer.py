"""A producer that's faster than its consumer

You put items into a queue faster than the consumer takes them out, so it grows.
A bounded queue makes `put()` wait for space, and this back-pressure slows the
producer down.

Try: set `maxsize` to 2 and watch the producer wait: the end time stays the
same, so what do you save? Then make `use_time` shorter than `make_time`.
"""

import asyncio

maxsize = 0  # 0..8
items = 8  # 1..12
make_time = 0.5  # 0.1..3 s
use_time = 1.5  # 0.1..3 s


async def producer(queue):
    longest = 0
    for n in range(1, items + 1):
        await asyncio.sleep(make_time)
        await queue.put(f"item {n}")
        print(f"made item {n}, {queue.qsize()} in the queue")
        longest = max(longest, queue.qsize())
    await queue.put(None)
    return longest


async def consumer(queue):
    while (item := await queue.get()) is not None:
        await asyncio.sleep(use_time)
        print("used", item)


async def main():
    queue = asyncio.Queue(maxsize)  # 0 means that there's no limit
    async with asyncio.TaskGroup() as group:
        making = group.create_task(producer(queue), name="producer")
        group.create_task(consumer(queue), name="consumer")
    print("longest queue:", making.result())


asyncio.run(main())
