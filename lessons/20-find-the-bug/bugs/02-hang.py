"""The program prints its three lines, and then it never ends."""

import asyncio


async def worker(queue):
    while True:
        city = await queue.get()
        await asyncio.sleep(0.1)
        print("fetched:", city)


async def main():
    queue = asyncio.Queue()
    for city in ["Oslo", "Lima", "Cairo"]:
        queue.put_nowait(city)
    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(worker(queue)) for _ in range(2)]
        await queue.join()
        for task in workers:
            task.cancel()
    print("all done")


asyncio.run(main())
