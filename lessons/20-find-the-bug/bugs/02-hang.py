import asyncio

repaired = False


async def worker(queue):  #: worker
    while True:
        city = await queue.get()  #: get
        await asyncio.sleep(0.1)  #: fetch
        print("fetched:", city)
        if repaired:
            queue.task_done()


async def main():  #: main
    queue = asyncio.Queue()
    for city in ["Oslo", "Lima", "Cairo"]:
        queue.put_nowait(city)
    async with asyncio.TaskGroup() as group:  #: group
        workers = [group.create_task(worker(queue)) for _ in range(2)]
        await queue.join()  #: join
        for task in workers:
            task.cancel()
    print("all done")


asyncio.run(main())
