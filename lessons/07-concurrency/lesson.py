import asyncio
import time

wash = 3.0
dry = 2.0
read = 2.0
share = 25
how = "async"  # or "sync", "threads", "processes"
gil = asyncio.Lock()


async def compute(seconds):  #: compute
    if how == "threads":  # as in a ThreadPoolExecutor()
        while seconds > 0:
            await gil.acquire()  #: acquire
            await asyncio.sleep(min(seconds, 0.5))  #: take-a-turn
            gil.release()
            seconds -= 0.5
    elif how == "processes":  # as in a ProcessPoolExecutor()
        await asyncio.sleep(seconds)  #: compute-alone
    else:
        time.sleep(seconds)


async def work(step, seconds):  #: work
    computing = seconds * share / 100
    await compute(computing)  #: await-compute
    if how == "sync":
        time.sleep(seconds - computing)
    else:
        await asyncio.sleep(seconds - computing)  #: wait
    print(step)


async def laundry():  #: laundry
    await work("washed", wash)  #: await-wash
    await work("dried", dry)  #: await-dry


async def study():  #: study
    for chapter in range(1, 4):
        await work(f"read chapter {chapter}", read)  #: await-read


async def main():  #: main
    if how == "sync":
        await laundry()  #: await-laundry
        await study()  #: await-study
    else:
        one = asyncio.create_task(laundry(), name="laundry")
        two = asyncio.create_task(study(), name="study")
        await one  #: await-one
        await two  #: await-two
    print("all done")


asyncio.run(main())
