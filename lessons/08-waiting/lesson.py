import asyncio

how = "TaskGroup"  # or "await in a loop", "gather", "wait", "as_completed"
oslo = 3.0
lima = 1.0
cairo = 2.0

weather = {"Oslo": "snow", "Lima": "fog", "Cairo": "sun"}
trips = [("Oslo", oslo), ("Lima", lima), ("Cairo", cairo)]


async def fetch(city, seconds):  #: fetch
    print("asking", city)
    await asyncio.sleep(seconds)  #: travel
    return f"{city}: {weather[city]}"


async def main():  #: main
    if how == "await in a loop":
        for trip in trips:
            print(await fetch(*trip))  #: await-fetch
    elif how == "TaskGroup":
        async with asyncio.TaskGroup() as group:  #: group
            tasks = [group.create_task(fetch(*trip)) for trip in trips]
            print("all queued")
        print([task.result() for task in tasks])
    elif how == "gather":
        together = asyncio.gather(*[fetch(*trip) for trip in trips])
        print("all queued")
        print(await together)  #: gather
    else:
        tasks = [asyncio.create_task(fetch(*trip)) for trip in trips]
        print("all queued")
        if how == "as_completed":
            for answer in asyncio.as_completed(tasks):
                print(await answer)  #: await-answer
        else:
            done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  #: wait
            print([task.result() for task in tasks if task in done])
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)  #: wait-rest
    print("main ends")


asyncio.run(main())
