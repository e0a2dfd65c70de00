"""Philosophers who are only lucky

Each philosopher takes the left fork and then reaches for the right one. They
come to the table one after the other and reach fast, so everyone eats. But
nothing keeps them from all holding one fork at the same time.

Try: open What if and let it find what breaks the program. One delay makes it
hang. Which philosopher waits for which then? Switch `low_first` on, and search
again.
"""

import asyncio

come_every = 1.0  # 0..3 s
reach_time = 0.2  # 0..4 s
low_first = False

names = ["Plato", "Kant", "Arendt"]


async def dine(name, seat, first, second):
    await asyncio.sleep(seat * come_every)
    async with first:
        await asyncio.sleep(reach_time)
        async with second:
            print(f"{name} eats")
            await asyncio.sleep(0.5)


async def main():
    forks = [asyncio.Lock() for _ in names]
    async with asyncio.TaskGroup() as group:
        for seat, name in enumerate(names):
            pair = [seat, (seat + 1) % len(names)]
            if low_first:
                pair.sort()
            first, second = (forks[number] for number in pair)
            group.create_task(dine(name, seat, first, second), name=name)
    print("everyone has eaten")


asyncio.run(main())
