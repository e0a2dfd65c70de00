import asyncio


async def fetch(city, seconds):
    await asyncio.sleep(seconds)
    return f"{city}: sunny"


async def main():
# --- order from here
    async with asyncio.TaskGroup() as group:
        oslo = group.create_task(fetch("Oslo", 2.0))
        print("first:", await lima)
        lima = group.create_task(fetch("Lima", 1.0))
    print("then:", oslo.result())
asyncio.run(main())
