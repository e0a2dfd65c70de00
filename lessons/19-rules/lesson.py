import asyncio

mistake = "forget the parentheses"
text = "def f(): await g()"
delay = 1.0


async def forecast():  #: forecast
    await asyncio.sleep(delay)  #: forecast-sleep
    return "snow in Oslo"


async def fail():  #: fail
    raise OSError("no forecast today")


async def forecasts():
    yield "snow in Oslo"


def ask_for_loop():
    asyncio.get_running_loop()


async def attempt():  #: attempt
    if mistake == "forget await":
        forecast()
    elif mistake == "forget the parentheses":
        print(await forecast)
    elif mistake == "await a generator":
        print(await forecasts())
    elif mistake == "await None":
        print(await print("a plain function"))
    elif mistake == "ask a thread for the loop":
        await asyncio.to_thread(ask_for_loop)  #: ask-thread
    elif mistake == "run inside run":
        coro = forecast()
        try:
            asyncio.run(coro)
        finally:
            coro.close()
    elif mistake == "await another loop's future":
        await asyncio.new_event_loop().create_future()  #: await-other
    elif mistake == "drop a failing task":
        asyncio.create_task(fail())
    else:
        print(await forecast())  #: await-forecast


async def main():  #: main
    try:
        compile(text, "text", "exec")
        print("the text compiles")
    except SyntaxError as error:
        print("SyntaxError:", error.msg)
    try:
        await attempt()  #: await-attempt
    except (TypeError, RuntimeError) as error:
        print(f"{type(error).__name__}: {str(error).rpartition('> ')[2]}")
    await asyncio.sleep(delay)  #: sleep
    print("main finished")


asyncio.run(main())
