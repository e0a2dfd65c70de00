import asyncio


async def fetch_weather(city):
    await asyncio.sleep(1)
    return "rain in " + city


async def main():
    oslo = await fetch_weather("Oslo")
    lima = fetch_weather("Lima")
    print(oslo)
    print(lima)


asyncio.run(main())
