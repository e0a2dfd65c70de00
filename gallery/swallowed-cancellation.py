"""A cancellation that's swallowed

The worker tries again after every error, and its `except` clause catches
CancelledError too. To the worker a cancellation is just another failure, so it
doesn't stop when you ask.

Try: set `catch` to "Exception", which doesn't include CancelledError. Then set
it back and raise `rounds`: even `asyncio.run()` has to wait for the worker.
"""

import asyncio

rounds = 10  # 2..12
patience = 1.5  # 0.5..4 s
catch = "BaseException"  # BaseException | Exception

errors = BaseException if catch == "BaseException" else Exception


async def fetch(n):
    await asyncio.sleep(1)
    if n == 2:
        raise ConnectionError("no network")


async def worker():
    for n in range(1, rounds + 1):
        try:
            await fetch(n)
            print(f"round {n}: ok")
        except errors as error:
            print(f"round {n}: {error!r}, so I try again")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(2.5)
    for _ in range(2):
        print("cancel the worker")
        task.cancel()
        await asyncio.wait([task], timeout=patience)
        if task.done():
            print("the worker has stopped")
            return
        print(f"it's still running after {patience} s")
    print("main gives up")


asyncio.run(main())
