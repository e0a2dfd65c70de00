import asyncio


async def fetch(city):
    print("asking about", city)
    await asyncio.sleep(2)
    print("reply from", city)


async def main():
    cities = ["Oslo", "Lima", "Cairo"]
    await asyncio.gather(*[fetch(city) for city in cities])
    print("finished")


asyncio.run(main())
