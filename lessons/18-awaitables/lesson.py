import asyncio

future_delay = 3.0
set_by = "a task"  # or "a timer", "nobody"
await_again = "none"  # or a row's name, or "all"
run_by = "the loop"  # or "send() by hand"


async def my_sleep(delay):  #: my-sleep
    loop = asyncio.get_running_loop()
    alarm = loop.create_future()
    loop.call_later(delay, alarm.set_result, "awake")
    return await alarm  #: await-alarm


class Nap:
    def __await__(self):  #: nap
        return (yield from my_sleep(4.0).__await__())  #: nap-sleep


async def answer(future):  #: answer
    await my_sleep(future_delay)  #: answer-sleep
    future.set_result("an answer")


async def show(awaitable):  #: show
    name = asyncio.current_task().get_name()
    print(name, "returns", await awaitable)  #: await
    if await_again in (name, "all"):
        try:
            print(name, "returns", await awaitable)  #: await-again
        except RuntimeError as error:
            print(name, "says", error)


class Ask:
    def __await__(self):
        return (yield "what's the weather?")


async def talk():
    return f"so it's {await Ask()}"


def by_hand():
    coro = talk()
    question = coro.send(None)
    print("send(None) returns:", question)
    try:
        coro.send("snowing")
    except StopIteration as stop:
        print("send('snowing') stops with:", stop.value)


async def main():  #: main
    if run_by == "send() by hand":
        by_hand()
        return
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    async with asyncio.TaskGroup() as group:  #: group
        if set_by == "a task":
            group.create_task(answer(future), name="answer")
        elif set_by == "a timer":
            loop.call_later(future_delay, future.set_result, "an answer")
        work = group.create_task(my_sleep(1.0), name="work")
        group.create_task(show(my_sleep(2.0)), name="coroutine")
        group.create_task(show(work), name="task")
        group.create_task(show(future), name="future")
        group.create_task(show(Nap()), name="object")


asyncio.run(main())
