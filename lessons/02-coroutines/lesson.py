import asyncio

pause = 1.0
delay = 2.0
forget_await = False


async def greet():  #: greet
    print("hello")
    await asyncio.sleep(delay)  #: sleep
    print("world")
    return 2


async def main():  #: main
    print("calling greet")
    greeting = greet()
    print("got a coroutine")
    await asyncio.sleep(pause)  #: pause
    if not forget_await:
        words = await greeting  #: await-greeting
        print("words said:", words)
    print("finished")


asyncio.run(main())
