"""A chat room with an inbox for each member

Each message goes into an inbox for every other member, and a reader task prints
it. Each member talks and reads at the same time, so a slow reader doesn't delay
anyone else.

Try: raise `join_gap` and see which messages the last member never gets. Then
raise `reading_time` and watch the inboxes fill up.
"""

import asyncio
import random

people = 3  # 2..4
messages = 3  # 1..5
join_gap = 2.0  # 0..6 s
reading_time = 0.3  # 0..3 s


class Room:
    def __init__(self):
        self.inboxes = {}

    def say(self, sender, text):
        # There's no await in this loop, so the members can't change during it.
        for name, inbox in self.inboxes.items():
            if name != sender:
                inbox.put_nowait(f"{sender}: {text}")


async def read(name, inbox):
    while True:
        message = await inbox.get()
        print(f"[{name}] {message}")
        await asyncio.sleep(reading_time)


async def member(name, delay, room):
    await asyncio.sleep(delay)
    print(f"{name} joins")
    inbox = room.inboxes[name] = asyncio.Queue()
    room.say(name, "hi all")
    async with asyncio.TaskGroup() as group:
        reader = group.create_task(read(name, inbox), name=f"{name} reads")
        for n in range(1, messages + 1):
            await asyncio.sleep(random.uniform(1, 3))
            room.say(name, f"news {n}")
        reader.cancel()
    print(f"{name} leaves")
    del room.inboxes[name]
    room.say(name, "bye")


async def main():
    room = Room()
    async with asyncio.TaskGroup() as group:
        for n, name in enumerate(["ann", "ben", "cho", "dev"][:people]):
            group.create_task(member(name, n * join_gap, room), name=name)


asyncio.run(main())
