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
    await show("Oslo", 2.0)
    await show("Lima", 1.0)
    await show("Cairo", 3.0)
    print("all done")


asyncio.run(main())
