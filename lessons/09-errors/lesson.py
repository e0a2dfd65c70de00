import asyncio

collect = "TaskGroup"  # or "gather", "gather with return_exceptions", "one by one", "nothing"
who_fails = "Lima"  # or "no city", "Oslo", "Cairo", "Lima and Cairo"
fail_after = 1.0
handler = "except*"  # or "except"
stay = 5.0


async def fetch(city, sky, seconds):  #: fetch
    if city in who_fails:
        await asyncio.sleep(fail_after)  #: before-failing
        raise ConnectionError(f"{city} is down")
    await asyncio.sleep(seconds)  #: travel
    print(city, "is here")
    return sky


async def fetch_all():  #: fetch-all
    trips = [fetch("Oslo", "snow", 2.0), fetch("Lima", "fog", 3.0), fetch("Cairo", "sun", 4.0)]
    if collect == "TaskGroup":
        async with asyncio.TaskGroup() as group:  #: group
            tasks = [group.create_task(trip) for trip in trips]
        return [task.result() for task in tasks]
    if collect == "gather":
        return await asyncio.gather(*trips)  #: gather
    if collect == "gather with return_exceptions":
        return await asyncio.gather(*trips, return_exceptions=True)  #: gather-all
    tasks = [asyncio.create_task(trip) for trip in trips]
    if collect == "one by one":
        return [await task for task in tasks]  #: await-each


async def show():  #: show
    print("weather:", await fetch_all())  #: await-all


async def main():  #: main
    if handler == "except*":
        try:
            await show()  #: show-star
        except* ConnectionError as group:
            for error in group.exceptions:
                print("caught:", error)
    else:
        try:
            await show()  #: show-plain
        except ConnectionError as error:
            print("caught:", error)
    await asyncio.sleep(stay)  #: stay
    print("main ends")


asyncio.run(main())
