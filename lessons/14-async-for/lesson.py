import asyncio

interval = 1.0
ticks = 3
quick_work = 0.0
slow_work = 1.5
connect_time = 0.5
leave_early = False


async def ticker():  #: ticker
    for tick in range(1, ticks + 1):
        await asyncio.sleep(interval)  #: tick
        yield tick  #: yield


class Line:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):  #: enter
        await asyncio.sleep(connect_time)  #: connect
        print(self.name, "connected")

    async def __aexit__(self, *error):  #: exit
        await asyncio.sleep(connect_time)  #: disconnect
        print(self.name, "disconnected")


async def hear(name, work):  #: hear
    async for tick in ticker():  #: for
        print(name, "hears", tick)
        await asyncio.sleep(work)  #: work
        if leave_early and tick == 2:
            break


async def listen(name, work):  #: listen
    async with Line(name):  #: with
        await hear(name, work)  #: await-hear


async def main():  #: main
    quick = asyncio.create_task(listen("quick", quick_work), name="quick")
    slow = asyncio.create_task(listen("slow", slow_work), name="slow")
    await quick  #: await-quick
    await slow  #: await-slow
    print([tick * tick async for tick in ticker()])  #: comprehension


asyncio.run(main())
