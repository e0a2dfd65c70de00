import asyncio

stop_after = 3.5
tidy_time = 1.0
stop_with = "task.cancel()"  # or "asyncio.timeout"
on_cancel = "raise it again"  # or "swallow it"
shield_save = False


async def save(number):  #: save
    await asyncio.sleep(1.0)  #: save-sleep
    print("saved", number)


async def one_round(number):  #: one-round
    try:
        await asyncio.sleep(1.0)  #: work
        if shield_save:
            await asyncio.shield(save(number))  #: shield
        else:
            await save(number)  #: await-save
    except asyncio.CancelledError:
        print("cancelled in round", number)
        if on_cancel == "raise it again":
            raise


async def worker():  #: worker
    number = 0
    try:
        while True:
            number += 1
            await one_round(number)  #: await-round
    finally:
        print("tidying up")
        await asyncio.sleep(tidy_time)  #: tidy
        print("tidy")


async def main():  #: main
    task = asyncio.create_task(worker())
    try:
        if stop_with == "asyncio.timeout":
            async with asyncio.timeout(stop_after):  #: timeout
                await task  #: await-in-time
        else:
            await asyncio.sleep(stop_after)  #: wait
            print("please stop")
            task.cancel()
            await task  #: await-task
    except TimeoutError:
        print("main caught TimeoutError")
    except asyncio.CancelledError:
        print("main caught CancelledError")


asyncio.run(main())
