import asyncio


async def say_after(delay, word):
    await asyncio.sleep(delay)
    print(word)


async def main():
    print("started")
    await say_after(2, "hello")
    await say_after(3, "world")
    print("finished")


asyncio.run(main())
