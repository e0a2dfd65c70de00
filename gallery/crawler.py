"""A crawler that visits each page once

Workers take pages from one queue and put every new link they find back into it.
A set of known pages saves you double work and a crawl that never ends.

Try: switch `remember_pages` off and count how often each page is fetched. Then
switch it back on and raise `workers` until one more doesn't help.
"""

import asyncio
import random

workers = 3  # 1..6
page_time = 1.0  # 0.2..3 s
max_depth = 3  # 0..4
remember_pages = True

wiki = {
    "home": ["bread", "soup", "cake"],
    "bread": ["home", "flour", "oven"],
    "soup": ["home", "onion", "bread"],
    "flour": ["bread", "mill"],
    "oven": ["bread", "soup"],
    "onion": ["soup"],
    "cake": ["flour", "egg", "milk"],
    "egg": ["cake", "farm"],
    "milk": ["farm"],
    "mill": ["flour"],
    "farm": ["egg", "milk"],
}


async def worker(queue, known):
    while True:
        page, depth = await queue.get()
        await asyncio.sleep(page_time * random.uniform(0.5, 1.5))
        print("fetched", page)
        for link in wiki[page]:
            is_new = link not in known or not remember_pages
            if is_new and depth < max_depth:
                known.add(link)
                queue.put_nowait((link, depth + 1))
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(("home", 0))
    known = {"home"}
    async with asyncio.TaskGroup() as group:
        team = []
        for n in range(1, workers + 1):
            task = group.create_task(worker(queue, known), name=f"worker-{n}")
            team.append(task)
        await queue.join()
        for task in team:
            task.cancel()
    print("pages found:", len(known))


asyncio.run(main())
