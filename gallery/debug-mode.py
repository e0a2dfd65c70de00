"""Debug mode, and a list of all tasks

With `debug=True` the event loop logs each step that holds it for longer than a
tenth of a second. `asyncio.all_tasks()` tells you which tasks aren't done yet.

Try: set `draw_time` to 0, and the log is silent. Or raise `look_after` to 3:
which tasks are left by then?
"""

import asyncio
import time

draw_time = 0.5  # 0..2 s
look_after = 1.0  # 0..4 s


async def fetch(city, seconds):
    await asyncio.sleep(seconds)
    print(city, "is here")


async def draw_map():
    time.sleep(draw_time)  # holds the loop


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch("Oslo", 2.0), name="Oslo")
        group.create_task(fetch("Lima", 0.5), name="Lima")
        group.create_task(draw_map(), name="map")
        await asyncio.sleep(look_after)
        print("not done:", sorted(task.get_name() for task in asyncio.all_tasks()))


asyncio.run(main(), debug=True)
