import asyncio


async def fetch(city):
    print("asking about", city)
    await asyncio.sleep(2)
    print("reply from", city)


async def main():
    for city in ["Oslo", "Lima", "Cairo"]:
        await asyncio.gather(fetch(city))
    print("finished")


asyncio.run(main())
