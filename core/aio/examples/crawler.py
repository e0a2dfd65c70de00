import asyncio

site = {
    "home": (0.5, ["news", "shop", "help"]), "news": (1.0, ["home", "spring"]),
    "shop": (1.5, ["home", "books"]), "help": (9.0, ["home", "contact"]),
    "spring": (0.5, ["news"]), "books": (0.5, ["shop", "spring"]),
}


class Crawl:
    def __init__(self):
        self.to_visit = asyncio.Queue()
        self.seen = set()

    def add(self, url):
        if url not in self.seen:
            self.seen.add(url)
            self.to_visit.put_nowait(url)


async def fetch(url):
    seconds, links = site[url]
    await asyncio.sleep(seconds)
    return links


async def visit(c, url):
    try:
        for link in await asyncio.wait_for(fetch(url), 2):
            c.add(link)
        print(url, "visited")
    except TimeoutError:
        print(url, "is too slow")


async def work(c):
    while True:
        await visit(c, await c.to_visit.get())
        c.to_visit.task_done()


async def main():
    c = Crawl()
    c.add("home")
    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(work(c)) for _ in range(3)]
        await c.to_visit.join()
        for worker in workers:
            worker.cancel()
    print(len(c.seen), "pages seen")


asyncio.run(main())
