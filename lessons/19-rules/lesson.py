import asyncio
import time

text = "def f(): await g()"
expression = "answer"
delay = 1.5


async def nothing():  #: nothing
    pass


async def answer():  #: answer
    return 42


async def pause():  #: pause
    await asyncio.sleep(delay)  #: pause-sleep


async def numbers():
    yield 1


async def attempt():  #: attempt
    await asyncio.sleep(delay)  #: attempt-sleep
    print(await eval(expression))  #: attempt-await


async def main():  #: main
    try:
        compile(text, "text", "exec")
        print("the text compiles")  #: print-compiles
    except SyntaxError as error:
        print("SyntaxError:", error.msg)  #: print-syntax-error
    task = asyncio.create_task(attempt())
    try:
        await task  #: await-task
    except TypeError as error:
        print("TypeError:", error)  #: print-type-error
    await pause()  #: await-pause
    print("main goes on")  #: print-goes-on


asyncio.run(main())
