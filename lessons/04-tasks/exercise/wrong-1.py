import asyncio


async def say_after(delay, word):
    await asyncio.sleep(delay)
    print(word)


async def main():
    print("started")
    await asyncio.create_task(say_after(2, "hello"))
    await asyncio.create_task(say_after(3, "world"))
    print("finished")


asyncio.run(main())
