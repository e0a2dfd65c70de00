import asyncio


async def report(city):
    print(city, "starts")
    await asyncio.sleep(0)
    print(city, "is done")


async def main():
    # --- order from here
    oslo = asyncio.create_task(report("Oslo"))
    print("one task is ready")
    await asyncio.sleep(0)
    lima = asyncio.create_task(report("Lima"))
    print("finished")
    await lima
    # --- to here


asyncio.run(main())
