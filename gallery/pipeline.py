"""A pipeline that's as fast as its slowest stage

Photos pass through three stages, and a short queue connects each stage to the
next one. All stages work at the same time, so the slowest one decides how long
it takes.

Try: set `resizers` to 2 and see which stage is the slowest now. Then set it
back, lower `queue_size` to 1, and see that the end time stays the same.
"""

import asyncio

photos = 6  # 1..10
resize_time = 2.0  # 0.2..4 s
resizers = 1  # 1..3
queue_size = 2  # 1..5


async def worker(verb, seconds, inbox, outbox):
    while (photo := await inbox.get()) is not None:
        await asyncio.sleep(seconds)
        print(verb, photo)
        await outbox.put(photo)
    inbox.put_nowait(None)  # the next worker of this stage has to stop too


async def stage(verb, workers, seconds, inbox, outbox):
    async with asyncio.TaskGroup() as group:
        for n in range(1, workers + 1):
            coro = worker(verb, seconds, inbox, outbox)
            group.create_task(coro, name=f"{verb}-{n}")
    await outbox.put(None)


async def main():
    todo, online = asyncio.Queue(), asyncio.Queue()
    loaded, resized = asyncio.Queue(queue_size), asyncio.Queue(queue_size)
    for n in range(1, photos + 1):
        todo.put_nowait(f"photo {n}")
    todo.put_nowait(None)
    async with asyncio.TaskGroup() as group:
        group.create_task(stage("load", 1, 0.5, todo, loaded), name="loading")
        coro = stage("resize", resizers, resize_time, loaded, resized)
        group.create_task(coro, name="resizing")
        group.create_task(stage("upload", 1, 1.0, resized, online), name="uploading")
    print("photos online:", online.qsize() - 1)


asyncio.run(main())
