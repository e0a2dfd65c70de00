import asyncio


async def fetch(city, seconds):
    await asyncio.sleep(seconds)
    if city == "Lima":
        raise ConnectionError(f"{city} is down")
    return f"{city}: sunny"


async def show(city, seconds):
    print(await fetch(city, seconds))


async def main():
    await asyncio.gather(show("Oslo", 2.0), show("Lima", 1.0), show("Cairo", 3.0), return_exceptions=True)
    print("all done")


asyncio.run(main())
