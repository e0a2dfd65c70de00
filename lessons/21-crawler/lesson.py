import asyncio
import random

workers = 4
failure_rate = 0.2
patience = 1.7
site_seed = 1
catch_errors = True
shut_down = True

site = {"world": "Europe Africa Asia", "Europe": "Oslo Rome world",
        "Africa": "Cairo Lagos world", "Asia": "Delhi Tokyo world"}


async def fetch(page):  #: fetch
    async with asyncio.timeout(patience):
        await asyncio.sleep(random.uniform(0.2, 2.0))  #: travel
    if random.random() < failure_rate:
        raise ConnectionError(page)
    return site.get(page, "").split()


async def visit(page, queue, seen):  #: visit
    try:
        links = [link for link in await fetch(page) if link not in seen]  #: await-fetch
        print(f"{page}: {len(links)} new")
    except OSError as error:  # a ConnectionError or a TimeoutError
        if not catch_errors:
            raise
        print(f"{page}: {type(error).__name__}")
        links = [page]  # once more, later
    for link in links:
        queue.put_nowait(link)
    seen.update(links)


async def worker(queue, seen):  #: worker
    try:
        while True:
            page = await queue.get()  #: get
            await visit(page, queue, seen)  #: await-visit
            queue.task_done()
    except asyncio.QueueShutDown:
        pass


async def main():  #: main
    random.seed(site_seed)
    queue = asyncio.Queue()
    queue.put_nowait("world")
    seen = {"world"}  # watch: seen
    async with asyncio.TaskGroup() as group:  #: group
        for _ in range(workers):
            group.create_task(worker(queue, seen))
        await queue.join()  #: join
        if shut_down:
            queue.shutdown()
    print("pages seen:", len(seen))


asyncio.run(main())
