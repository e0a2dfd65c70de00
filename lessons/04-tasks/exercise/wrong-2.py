import asyncio


async def say_after(delay, word):
    await asyncio.sleep(delay)
    print(word)


async def main():
    print("started")
    task1 = asyncio.create_task(say_after(2, "hello"))
    task2 = asyncio.create_task(say_after(3, "world"))
    await task1
    print("finished")


asyncio.run(main())
