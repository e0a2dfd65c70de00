"""A blocking call, found by the delay it causes

An ordinary function such as `time.sleep()` can't suspend, so no other task runs
until it returns. The watcher finds such calls because it measures how late its
own sleep returns.

Try: switch `in_thread` on, and the watcher stays on time. Then switch it off
and make `block_time` shorter than `tick`: does the watcher always notice?
"""

import asyncio
import time

block_time = 3.0  # 0.1..6 s
tick = 0.5  # 0.1..2 s
in_thread = False


def read_disk():
    time.sleep(block_time)  # holds up its thread until it returns


async def report():
    await asyncio.sleep(1.2)
    print("report: reading the disk")
    if in_thread:
        await asyncio.to_thread(read_disk)
    else:
        read_disk()
    print("report: done")


async def greet():
    for n in range(1, 4):
        await asyncio.sleep(2)
        print("greet: hello", n)


async def watch():
    while True:
        due = time.monotonic() + tick
        await asyncio.sleep(tick)
        late = time.monotonic() - due
        if late > 0.05:
            print(f"watch: {late:.1f} s late, a call blocked the loop")


async def main():
    watcher = asyncio.create_task(watch(), name="watch")
    async with asyncio.TaskGroup() as group:
        group.create_task(report(), name="report")
        group.create_task(greet(), name="greet")
    watcher.cancel()
    await asyncio.wait([watcher])


asyncio.run(main())
