import asyncio


async def say_after(delay, word):
    await asyncio.sleep(delay)
    print(word)


async def main():
    print("one after the other")
    await say_after(2, "hello")
    await say_after(3, "world")

    print("at the same time")
    hello = asyncio.create_task(say_after(2, "hello"))
    world = asyncio.create_task(say_after(3, "world"), name="world")
    print(hello.get_name(), "and", world.get_name(), "haven't begun")
    await hello
    await world


asyncio.run(main())
