import asyncio
import time


async def read_sensor(city):  # from a library that knows nothing of asyncio
    time.sleep(1.0)
    return f"{city}: 12 degrees"


async def show(city):
    print(await read_sensor(city))


async def main():
    tasks = [asyncio.create_task(show(city)) for city in ("Oslo", "Lima", "Cairo")]
    for task in tasks:
        await task


asyncio.run(main())
