"""A deadlock by two locks

Ann takes the ladder and then the brush, while Ben takes them in the other
order. Each then holds what the other one needs, so neither of them can ever run
again.

Try: switch `same_order` on, and both finish. Then switch it off and raise
`head_start` until the bug hides: it's still in the code.
"""

import asyncio

same_order = False
reach_time = 1.0  # 0..3 s
head_start = 0.5  # 0..5 s


async def paint(name, first, second, locks):
    print(f"{name} wants the {first}")
    async with locks[first]:
        print(f"{name} has the {first}")
        await asyncio.sleep(reach_time)
        print(f"{name} wants the {second}")
        async with locks[second]:
            print(f"{name} has both and paints")
            await asyncio.sleep(1)
    print(f"{name} is done")


async def main():
    locks = {"ladder": asyncio.Lock(), "brush": asyncio.Lock()}
    first, second = "ladder", "brush"
    async with asyncio.TaskGroup() as group:
        group.create_task(paint("ann", first, second, locks), name="ann")
        await asyncio.sleep(head_start)
        if not same_order:
            first, second = second, first
        group.create_task(paint("ben", first, second, locks), name="ben")
    print("the wall is painted")


asyncio.run(main())
