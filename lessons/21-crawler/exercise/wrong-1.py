import asyncio

site = {"world": "Europe Africa", "Europe": "Oslo Rome world",
        "Africa": "Cairo Lagos world"}


async def fetch(page):
    await asyncio.sleep(1.0)
    return site.get(page, "").split()


async def worker(queue, seen):
    try:
        while True:
            page = await queue.get()
            for link in await fetch(page):
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
            print("read:", page)
            queue.task_done()
    except asyncio.QueueShutDown:
        pass


async def main():
    queue = asyncio.Queue()
    queue.put_nowait("world")
    seen = {"world"}
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(worker(queue, seen))
        await queue.join()
    print("pages read:", len(seen))


asyncio.run(main())
