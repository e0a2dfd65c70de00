import asyncio


async def fetch(city, seconds):
    await asyncio.sleep(seconds)
    return f"{city}: sunny"


async def main():
# --- order from here
    print("then:", oslo.result())
    async with asyncio.TaskGroup() as group:
        oslo = group.create_task(fetch("Oslo", 2.0))
        lima = group.create_task(fetch("Lima", 1.0))
        print("first:", await lima)
asyncio.run(main())
