import asyncio


async def fetch(city):
    print("asking about", city)
    await asyncio.sleep(2)
    print("reply from", city)


async def main():
    await asyncio.gather(fetch("Oslo"))
    await asyncio.gather(fetch("Lima"), fetch("Cairo"))
    print("finished")


asyncio.run(main())
