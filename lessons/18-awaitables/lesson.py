import asyncio

coroutine_delay = 2.0
task_delay = 1.0
future_delay = 3.0
object_delay = 4.0
set_by = "a task"  # or "a timer", "nobody"
await_again = "none"  # or "coroutine", "task", "future", "object", "all"


async def work(delay):  #: work
    await asyncio.sleep(delay)  #: work-sleep
    return "work done"


async def answer(future):  #: answer
    await asyncio.sleep(future_delay)  #: answer-sleep
    future.set_result("an answer")


class Rest:
    def __await__(self):  #: rest
        yield from asyncio.sleep(object_delay).__await__()  #: rest-sleep
        return "rested"


async def show(awaitable):  #: show
    name = asyncio.current_task().get_name()
    print(name, "gives", await awaitable)  #: await
    if await_again in (name, "all"):
        try:
            print(name, "gives", await awaitable)  #: await-again
        except RuntimeError as error:
            print(name, "says", error)


async def main():  #: main
    future = asyncio.get_running_loop().create_future()
    if set_by == "a task":
        asyncio.create_task(answer(future), name="answer")
    elif set_by == "a timer":
        loop = asyncio.get_running_loop()
        loop.call_later(future_delay, future.set_result, "an answer")
    task = asyncio.create_task(work(task_delay), name="work")
    await asyncio.gather(  #: gather
        asyncio.create_task(show(work(coroutine_delay)), name="coroutine"),
        asyncio.create_task(show(task), name="task"),
        asyncio.create_task(show(future), name="future"),
        asyncio.create_task(show(Rest()), name="object"),
    )


asyncio.run(main())
