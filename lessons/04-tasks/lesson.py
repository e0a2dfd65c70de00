import asyncio

delay_1 = 3.0
delay_2 = 3.0
await_task_2 = True
start = "create both first"  # or "create and await one by one"


async def say_after(delay, word):  #: say-after
    print("before", word)  #: print-before
    await asyncio.sleep(delay)  #: sleep
    print(word)  #: print-word


async def main():  #: main
    print("started")  #: print-started
    task1 = asyncio.create_task(say_after(delay_1, "hello"))
    if start == "create and await one by one":
        await task1  #: await-task1-at-once
    task2 = asyncio.create_task(say_after(delay_2, "world"))
    print("both created")  #: print-created
    await task1  #: await-task1
    if await_task_2:
        await task2  #: await-task2
    print("finished")  #: print-finished


asyncio.run(main())
