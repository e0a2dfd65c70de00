"""Awaits that never pause

An `await` pauses only if it has to wait. The packer's queue is full of parcels,
so `queue.get()` never has to, and the phone isn't answered before the last
parcel is packed. Its task starves.

Try: switch `step_aside` on. `sleep(0)` lets every ready task have a turn first,
so no call waits for longer than one parcel takes.
"""

import asyncio
import time

parcels = 8  # 1..12
pack_time = 0.5  # 0.1..2 s
step_aside = False


async def pack(queue):
    while not queue.empty():
        parcel = await queue.get()  # there is one, so this doesn't pause
        time.sleep(pack_time)  # hard work
        print("packed parcel", parcel)
        if step_aside:
            await asyncio.sleep(0)


async def answer_phone():
    for call in range(1, 4):
        rings = time.monotonic() + 0.75
        await asyncio.sleep(0.75)
        print(f"answered call {call}, {time.monotonic() - rings:.2f} s late")


async def main():
    queue = asyncio.Queue()
    for parcel in range(1, parcels + 1):
        queue.put_nowait(parcel)
    async with asyncio.TaskGroup() as group:
        group.create_task(answer_phone(), name="phone")
        group.create_task(pack(queue), name="packer")


asyncio.run(main())
