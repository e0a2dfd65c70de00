"""The clock should tick ten times a second, but sometimes it stops for half a second."""

import asyncio
import time


async def clock():
    for _ in range(10):
        print("tick")
        await asyncio.sleep(0.1)


def parse(report):
    time.sleep(0.5)  # stands for half a second of real work
    return report.upper()


async def fetch(city):
    await asyncio.sleep(0.25)
    print(parse(f"snow in {city}"))


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(clock())
        group.create_task(fetch("Oslo"))


asyncio.run(main())
