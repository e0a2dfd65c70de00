import asyncio
from contextlib import aclosing


async def measure():
    try:
        for degrees in [18, 21, 25, 30]:
            await asyncio.sleep(0.5)
            yield degrees
    finally:
        print("instrument off")


# --- order from here
async def main():
    async with aclosing(measure()) as readings:
        async for degrees in readings:
            if degrees > 20:
                break
            print("measured", degrees)
    print("finished")


asyncio.run(main())
