import asyncio


async def report(city):
    print(city, "starts")
    await asyncio.sleep(0)
    print(city, "is done")


async def main():
    # --- order from here
    oslo = asyncio.create_task(report("Oslo"))
    await asyncio.sleep(0)
    print("one task is ready")
    lima = asyncio.create_task(report("Lima"))
    await lima
    print("finished")
    # --- to here


asyncio.run(main())
