import asyncio

fetch_time = 2.0
save_time = 1.0
repaired = False


async def fetch(city):  #: fetch
    await asyncio.sleep(fetch_time)  #: fetch-sleep
    return f"snow in {city}"


async def save(weather):  #: save
    await asyncio.sleep(save_time)  #: save-sleep
    print("saved:", weather)


async def update(city):  #: update
    weather = await fetch(city)  #: await-fetch
    print("fetched:", weather)
    if repaired:
        await save(weather)  #: await-save
    else:
        save(weather)


async def main():  #: main
    async with asyncio.TaskGroup() as group:  #: group
        for city in ["Oslo", "Bergen"]:
            group.create_task(update(city))
    print("all done")


asyncio.run(main())
