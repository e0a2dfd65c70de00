import asyncio
import time

counters = 3
blocking_time = 1.0
blocking = True
instead = "to_thread"  # or "asyncio.sleep"
leave_early = False


def load(number):
    time.sleep(blocking_time)
    print("counter", number, "loaded")


async def count(number):  #: count
    print("counter", number, "One")  #: print-one
    if blocking:
        load(number)  #: block
    elif instead == "to_thread":
        await asyncio.to_thread(load, number)  #: to-thread
    else:
        await asyncio.sleep(blocking_time)  #: sleep-instead
    await asyncio.sleep(1.0)  #: sleep
    print("counter", number, "Two")  #: print-two


async def main():  #: main
    tasks = [asyncio.create_task(count(n)) for n in range(1, counters + 1)]
    if leave_early:
        await asyncio.sleep(0.5)  #: patience
        print("main leaves")
    else:
        for task in tasks:
            await task  #: await-task
        print("all counted")


asyncio.run(main())
