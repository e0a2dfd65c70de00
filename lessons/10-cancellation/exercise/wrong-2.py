import asyncio


async def look(number):
    try:
        await asyncio.sleep(1.0)
        print("looked", number)
    except asyncio.CancelledError:
        print("interrupted in round", number)
        raise


async def watch():
    try:
        for number in range(1, 20):
            await look(number)
    finally:
        await asyncio.sleep(0.5)
        print("closed")


async def main():
    task = asyncio.create_task(watch())
    await asyncio.sleep(2.5)
    task.cancel()
    await task
    print("main ends")


asyncio.run(main())
