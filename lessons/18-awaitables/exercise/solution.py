import asyncio


async def my_sleep(delay):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(delay, future.set_result, None)
    await future


async def alarm(name, delay):
    await my_sleep(delay)
    print(name, "rings")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(alarm("late", 2.0))
        group.create_task(alarm("early", 1.0))
    print("all rang")


asyncio.run(main())
