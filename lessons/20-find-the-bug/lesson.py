import asyncio

fetch_time = 2.0
save_time = 1.0
repaired = False


async def fetch(city):  #: fetch
    await asyncio.sleep(fetch_time)  #: fetch-sleep
    print("fetched:", city)
    return f"snow in {city}"


async def save(reports):  #: save
    await asyncio.sleep(save_time)  #: save-sleep
    print("saved:", len(reports), "reports")


async def main():  #: main
    async with asyncio.TaskGroup() as group:  #: group
        tasks = [group.create_task(fetch(city)) for city in ["Oslo", "Bergen"]]
    reports = [task.result() for task in tasks]
    if repaired:
        await save(reports)  #: await-save
    else:
        save(reports)
    print("all done")


asyncio.run(main())
