import asyncio
import time

counters = 3
blocking_time = 1.0
waiting_time = 1.0
blocking = True


async def count(number):  #: count
    print("counter", number, "One")  #: print-one
    if blocking:
        time.sleep(blocking_time)  #: block
    else:
        await asyncio.sleep(blocking_time)  #: sleep-instead
    await asyncio.sleep(waiting_time)  #: sleep
    print("counter", number, "Two")  #: print-two
    return number


async def main():  #: main
    together = asyncio.gather(*[count(n) for n in range(1, counters + 1)])  #: gather
    print("gathered")  #: print-gathered
    results = await together  #: await-together
    print("results", results)  #: print-results


asyncio.run(main())
