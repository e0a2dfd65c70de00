import asyncio
from contextlib import aclosing, asynccontextmanager

interval = 1.0
slow_work = 1.5
leave_early = False
use_aclosing = True
count = 3
connect_time = 0.5


@asynccontextmanager
async def connection(city):  #: connection
    await asyncio.sleep(connect_time)  #: connect
    print(city, "connected")
    try:
        yield
    finally:
        await asyncio.sleep(connect_time)  #: disconnect
        print(city, "disconnected")


async def measure(city):  #: measure
    try:
        for degrees in range(1, count + 1):
            await asyncio.sleep(interval)  #: interval
            yield degrees  #: yield
    finally:
        print(city, "stops measuring")


async def hear(city, readings, work):  #: hear
    async for degrees in readings:  #: for
        print(city, "hears", degrees)
        await asyncio.sleep(work)  #: work
        if leave_early and degrees == 2:
            break


async def listen(city, work):  #: listen
    async with connection(city):  #: with
        if use_aclosing:
            async with aclosing(measure(city)) as readings:  #: aclosing
                await hear(city, readings, work)  #: await-hear
        else:
            readings = measure(city)
            await hear(city, readings, work)  #: hear-unclosed


async def main():  #: main
    async with asyncio.TaskGroup() as group:  #: group
        group.create_task(listen("Oslo", 0), name="Oslo")
        group.create_task(listen("Lima", slow_work), name="Lima")
    print([degrees * 2 async for degrees in measure("Cairo")])  #: comprehension


asyncio.run(main())
