"""A lost update that hides

Two doors count visitors in one number. Each door reads the number, looks at the
ticket, and writes the number back, one higher. Today the visitors come far
apart, so the count is right: the bug is there all the same.

Try: open What if and let it find what breaks the program: look for a run that
ends with another line. One delay is enough. Then switch `use_lock` on and
search again.
"""

import asyncio
import contextlib

east_check = 0.2  # 0..4 s
west_check = 0.2  # 0..4 s
use_lock = False

visitors = 0


async def door(arrivals, check_time, guard):
    global visitors
    for pause in arrivals:
        await asyncio.sleep(pause)
        async with guard:
            seen = visitors
            await asyncio.sleep(check_time)  # another door may count here
            visitors = seen + 1


async def main():
    guard = asyncio.Lock() if use_lock else contextlib.nullcontext()
    async with asyncio.TaskGroup() as group:
        group.create_task(door([1, 3], east_check, guard), name="east")
        group.create_task(door([2.5, 3], west_check, guard), name="west")
    print("visitors:", visitors)


asyncio.run(main())
