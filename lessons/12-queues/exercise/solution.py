import asyncio


async def produce(queue):
    for city in ["Oslo", "Lima", "Cairo", "Quito"]:
        await asyncio.sleep(0.2)
        await queue.put(city)


async def worker(queue):
    try:
        while True:
            city = await queue.get()
            await asyncio.sleep(1.0)
            print("fetched", city)
    except asyncio.QueueShutDown:
        pass


async def main():
    queue = asyncio.Queue(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(worker(queue), name="worker-1")
        group.create_task(worker(queue), name="worker-2")
        await produce(queue)
        queue.shutdown()
    print("finished")


asyncio.run(main())
