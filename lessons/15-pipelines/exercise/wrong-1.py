import asyncio


async def locate(city, takes):
    await asyncio.sleep(takes)
    return f"{city} is found"


async def forecast(place):
    await asyncio.sleep(0.5)
    return f"{place}, sunny"


async def chain(city, takes):
    place = await locate(city, takes)
    return await forecast(place)


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = []
        for city, takes in [("Oslo", 1.0), ("Lima", 0.6), ("Cairo", 0.8)]:
            tasks.append(group.create_task(locate(city, takes), name=city))
    results = []
    for task in tasks:
        results.append(await forecast(task.result()))
    for result in results:
        print(result)


asyncio.run(main())
