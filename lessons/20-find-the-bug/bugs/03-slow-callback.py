import asyncio
import time

repaired = False


async def clock():  #: clock
    for _ in range(10):
        print("tick")
        await asyncio.sleep(0.1)  #: tick


def parse(report):
    time.sleep(0.5)  # stands for half a second of real work
    print(report.upper())


async def fetch(city):  #: fetch
    await asyncio.sleep(0.25)  #: fetch-sleep
    if repaired:
        await asyncio.to_thread(parse, f"snow in {city}")  #: to-thread
    else:
        parse(f"snow in {city}")


async def main():  #: main
    async with asyncio.TaskGroup() as group:  #: group
        group.create_task(clock())
        group.create_task(fetch("Oslo"))


asyncio.run(main())
