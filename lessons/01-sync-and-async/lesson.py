import asyncio
import time

counters = 3
wait = 1.0
how = "async"  # or "sync"


def count_sync(name):
    print(name, "One")
    time.sleep(wait)
    print(name, "Two")
    time.sleep(wait)


async def count_async(name):  #: count-async
    print(name, "One")
    await asyncio.sleep(wait)  #: sleep-after-one
    print(name, "Two")
    await asyncio.sleep(wait)  #: sleep-after-two


async def main():  #: main
    start = time.perf_counter()
    names = "ABCDEF"[:counters]
    if how == "sync":
        for name in names:
            count_sync(name)
    else:
        await asyncio.gather(*[count_async(name) for name in names])  #: gather
    print("finished after", round(time.perf_counter() - start, 2), "s")


asyncio.run(main())
