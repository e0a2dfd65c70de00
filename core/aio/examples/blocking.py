import asyncio
import time


async def count_blocking(name):
    print(name, "one")
    time.sleep(1)
    print(name, "two")
    time.sleep(1)


async def count(name):
    print(name, "one")
    await asyncio.sleep(1)
    print(name, "two")
    await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()

    began = loop.time()
    await asyncio.gather(count_blocking("A"), count_blocking("B"), count_blocking("C"))
    print("blocking:", loop.time() - began, "seconds")

    began = loop.time()
    await asyncio.gather(count("A"), count("B"), count("C"))
    print("awaiting:", loop.time() - began, "seconds")


asyncio.run(main())
