import asyncio

delay_1 = 2.0
delay_2 = 6.0
suspend = True
how = "one after the other"  # or "gathered"


async def pause(delay):  #: pause
    if suspend:
        await asyncio.sleep(delay)  #: sleep


async def say_after(delay, word):  #: say-after
    print("before", word)
    await pause(delay)  #: await-pause
    print(word)


async def main():  #: main
    if how == "one after the other":
        await say_after(delay_1, "hello")  #: await-hello
        await say_after(delay_2, "world")  #: await-world
    else:
        first = say_after(delay_1, "hello")
        second = say_after(delay_2, "world")
        await asyncio.gather(first, second)  #: gather
    print("finished")


asyncio.run(main())
