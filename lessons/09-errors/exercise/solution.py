import asyncio


async def fetch(city, seconds):
    await asyncio.sleep(seconds)
    if city == "Lima":
        raise ConnectionError(f"{city} is down")
    return f"{city}: sunny"


async def show(city, seconds):
    try:
        print(await fetch(city, seconds))
    except ConnectionError as error:
        print(error)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(show("Oslo", 2.0))
        group.create_task(show("Lima", 1.0))
        group.create_task(show("Cairo", 3.0))
    print("all done")


asyncio.run(main())
