import asyncio


async def fetch(city, takes):
    await asyncio.sleep(takes)
    try:
        async with asyncio.timeout(2.0):
            print(city, "sunny")
    except TimeoutError:
        print(city, "too slow")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch("Oslo", 1.0), name="Oslo")
        group.create_task(fetch("Lima", 5.0), name="Lima")
        group.create_task(fetch("Cairo", 1.5), name="Cairo")
    print("finished")


asyncio.run(main())
