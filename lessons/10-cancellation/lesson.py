import asyncio

stop_after = 3.5
stop = "once"  # or "before its first turn", "twice", "with Ctrl+C"
on_cancel = "raise it again"  # or "swallow it"
shield_save = False


async def save(number):  #: save
    await asyncio.sleep(1.0)  #: save-sleep
    print("saved report", number)


async def one_round(number):  #: one-round
    try:
        await asyncio.sleep(1.0)  #: fetch
        if shield_save:
            await asyncio.shield(save(number))  #: shield
        else:
            await save(number)  #: await-save
    except asyncio.CancelledError:
        print("cancelled in round", number)
        if on_cancel == "raise it again":
            raise


async def watch():  #: watch
    number = 0
    try:
        while True:
            number += 1
            await one_round(number)  #: await-round
    finally:
        await asyncio.sleep(1.0)  #: clean-up
        print("cleaned up")


async def main():  #: main
    task = asyncio.create_task(watch())
    if stop == "with Ctrl+C":
        asyncio.get_running_loop().call_later(stop_after, asyncio.current_task().cancel)
    else:
        if stop != "before its first turn":
            await asyncio.sleep(stop_after)  #: wait
        task.cancel()
        if stop == "twice":
            await asyncio.sleep(0.5)  #: lose-patience
            task.cancel()
    await asyncio.gather(task, return_exceptions=True)  #: gather
    print("stopped")


asyncio.run(main())
