import asyncio
import random

threshold_fast = 6
threshold_medium = 6
threshold_slow = 5
pace = 0.5
back_off = False
own_dice = False


async def roll(threshold, pause):  #: roll
    name = asyncio.current_task().get_name()
    dice = random.Random(random.randrange(1000)) if own_dice else random
    tries = 1
    number = dice.randint(1, 6)
    while number < threshold:
        print(name, "rolls", number)
        await asyncio.sleep(pause * pace)  #: pause
        if back_off:
            pause = min(2 * pause, 8)
        tries += 1
        number = dice.randint(1, 6)
    print(name, "rolls", number, "and is done")
    return tries


async def main():  #: main
    fast = asyncio.create_task(roll(threshold_fast, 1), name="fast")
    medium = asyncio.create_task(roll(threshold_medium, 2), name="medium")
    slow = asyncio.create_task(roll(threshold_slow, 3), name="slow")
    tries = await asyncio.gather(fast, medium, slow)  #: gather
    print("tries:", tries)


asyncio.run(main())
