"""Dining philosophers who all get to eat

Each philosopher needs two forks to eat, and each fork is shared with a
neighbour. You avoid a deadlock because everyone takes the fork with the lower
number first.

Try: set `fork_rule` to "left first" and look for the moment when nothing can
run any more. Does it help to set `reach_time` to 0?
"""

import asyncio

philosophers = 5  # 2..7
meals = 2  # 1..4
reach_time = 0.5  # 0..2 s
fork_rule = "low first"  # low first | left first

names = ["Plato", "Kant", "Arendt", "Hume", "Laozi", "Hypatia", "Weil"]


async def dine(name, first, second):
    for meal in range(1, meals + 1):
        await asyncio.sleep(1)
        print(f"{name} is hungry")
        async with first:
            await asyncio.sleep(reach_time)
            async with second:
                print(f"{name} eats meal {meal}")
                await asyncio.sleep(1)
    print(f"{name} leaves the table")


async def main():
    forks = [asyncio.Lock() for _ in range(philosophers)]
    async with asyncio.TaskGroup() as group:
        for seat in range(philosophers):
            name = names[seat]
            left, right = seat, (seat + 1) % philosophers
            if fork_rule == "low first":
                first, second = sorted([left, right])
            else:
                first, second = left, right
            group.create_task(dine(name, forks[first], forks[second]), name=name)
    print("everyone has eaten")


asyncio.run(main())
