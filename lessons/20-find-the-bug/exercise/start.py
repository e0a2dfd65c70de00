import asyncio

weather = {"Oslo": "snow", "Lima": "fog"}
lock = asyncio.Lock()


async def read(city):
    await lock.acquire()
    report = weather[city]
    lock.release()
    return report


async def report(city):
    async with lock:
        text = await read(city)
        print(city, text)


async def main():
    async with asyncio.TaskGroup() as group:
        for city in weather:
            group.create_task(report(city), name=city)
    print("all read")


asyncio.run(main())
