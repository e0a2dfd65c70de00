import asyncio
import random

workers = 4
permits = 2
failure_rate = 0.3
patience = 1.5
attempts = 3
site_seed = 1
catch_page_error = True

site = {
    "home": ["news", "shop", "help"],
    "news": ["home", "spring", "summer"],
    "shop": ["home", "books", "maps"],
    "help": ["home", "contact"],
    "spring": ["news", "summer"],
    "summer": ["news", "spring"],
    "books": ["shop", "maps"],
    "maps": ["shop"],
    "contact": ["help"],
}


class PageError(Exception):
    pass


async def fetch(page):  #: fetch
    await asyncio.sleep(random.uniform(0.2, 2.0))  #: travel
    if random.random() < failure_rate:
        raise PageError
    return site[page]


async def try_once(page, server):  #: try-once
    try:
        async with server:  #: server
            async with asyncio.timeout(patience):  #: timeout
                return await fetch(page)  #: await-fetch
    except TimeoutError:
        print(f"{page}: too slow")
    except PageError:
        if not catch_page_error:
            raise
        print(f"{page}: error")


async def load(page, server):  #: load
    for attempt in range(attempts):
        if attempt > 0:
            await asyncio.sleep(0.5 * attempt)  #: back-off
        links = await try_once(page, server)  #: await-try
        if links is not None:
            print(f"{page}: loaded")
            return links
    print(f"{page}: given up")
    return []


async def worker(queue, seen, server):  #: worker
    while True:
        page = await queue.get()  #: get
        for link in await load(page, server):  #: await-load
            if link not in seen:
                seen.add(link)
                queue.put_nowait(link)
        queue.task_done()


async def main():  #: main
    random.seed(site_seed)
    queue = asyncio.Queue()
    server = asyncio.Semaphore(permits)
    queue.put_nowait("home")
    seen = {"home"}  # watch: seen
    team = [asyncio.create_task(worker(queue, seen, server)) for _ in range(workers)]
    await queue.join()  #: join
    print("pages seen:", len(seen))
    for task in team:
        task.cancel()


asyncio.run(main())
