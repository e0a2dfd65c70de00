"""An elevator and the rule it follows

Each passenger asks for a floor and waits for an event that the elevator sets
there. The elevator picks its next floor by a rule, and that rule decides how
long each trip takes.

Try: set `rule` to "nearest" and see what it does to Ann. Then set it to
"first call": does that help her, and which passenger pays for it?
"""

import asyncio
import time

passengers = 5  # 1..5
floor_time = 0.5  # 0.1..2 s
rule = "sweep"  # sweep | nearest | first call

trips = [("ann", 6, 0), ("ben", 0, 1), ("cho", 2, 0), ("dev", 0, 2), ("eva", 4, 3)]


class Elevator:
    def __init__(self):
        self.floor, self.step = 0, 1
        self.doors = {}  # an event for each floor that a passenger asked for
        self.called = asyncio.Event()

    async def stop_at(self, floor):
        self.called.set()
        await self.doors.setdefault(floor, asyncio.Event()).wait()

    def cost(self, floor):
        if rule == "first call":
            return 0  # all floors cost the same, so min() takes the oldest call
        way = (floor - self.floor) * self.step
        return (rule == "sweep" and way < 0, abs(way))

    async def run(self):
        while True:
            await self.called.wait()
            goal = min(self.doors, key=self.cost)
            if goal == self.floor:
                self.doors.pop(goal).set()
                await asyncio.sleep(1)  # passengers get in and out
                if not self.doors:
                    self.called.clear()
            else:
                self.step = 1 if goal > self.floor else -1
                await asyncio.sleep(floor_time)
                self.floor += self.step


async def passenger(name, start, end, elevator):
    began = time.monotonic()
    await elevator.stop_at(start)
    print(f"{name} gets in on floor {start}")
    await elevator.stop_at(end)
    print(f"{name} gets out on floor {end} after {time.monotonic() - began:.1f} s")


async def main():
    elevator = Elevator()
    running = asyncio.create_task(elevator.run(), name="elevator")
    async with asyncio.TaskGroup() as group:
        for name, start, end in trips[:passengers]:
            group.create_task(passenger(name, start, end, elevator), name=name)
            await asyncio.sleep(0.8)
    running.cancel()
    await asyncio.wait([running])


asyncio.run(main())
