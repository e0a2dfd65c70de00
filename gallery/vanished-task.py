"""A task that vanished

The event loop keeps only weak references to tasks, and this kettle does the
same with its futures. If you don't keep your task, the garbage collector may
destroy it while it waits.

Try: switch `keep_reference` on, and you get your tea. Or switch `collect` off:
the bug is still in the code, but you don't see it today.
"""

import asyncio
import gc
import weakref

keep_reference = False
collect = True
boil_time = 4.0  # 1..8 s


class Kettle:
    def __init__(self):
        self.waiting = weakref.WeakSet()  # keeps no future alive

    async def boiled(self):
        future = asyncio.get_running_loop().create_future()
        self.waiting.add(future)
        await future

    def whistle(self):
        print(f"the kettle whistles, tasks waiting: {len(self.waiting)}")
        for future in list(self.waiting):
            future.set_result(None)


async def make_tea(kettle):
    print("I'll wait for the kettle")
    await kettle.boiled()
    print("here's your tea")


def start_tea(kettle, kept):
    task = asyncio.create_task(make_tea(kettle), name="tea")
    if keep_reference:
        kept.append(task)


async def main():
    kettle, kept = Kettle(), []
    start_tea(kettle, kept)
    await asyncio.sleep(boil_time / 2)
    if collect:
        gc.collect()  # Python also does this on its own, at any time
    await asyncio.sleep(boil_time / 2)
    kettle.whistle()
    await asyncio.sleep(1)
    print("time for tea")


asyncio.run(main())
