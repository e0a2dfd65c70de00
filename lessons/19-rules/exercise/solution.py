import asyncio


async def fetch(city):
    await asyncio.sleep(1.0)
    return f"snow in {city}"


async def log(text):
    await asyncio.sleep(0.5)
    print("logged:", text)


async def main():
    weather = await fetch("Oslo")
    await log(weather)
    print(await fetch("Bergen"))
    print("done")


asyncio.run(main())
