import asyncio
import time

how = "timeout"  # or "timeout_at", "wait_for"
patience = 2.0
budget = 6.0
hold = 0.0
lima_takes = 3.0
blocking = False


async def fetch(city, takes):  #: fetch
    if blocking:
        time.sleep(takes)  #: block
    else:
        await asyncio.sleep(takes)  #: travel
    print(f"{city}: sunny")


async def ask(city, takes):  #: ask
    try:
        if how == "timeout":
            async with asyncio.timeout(patience):  #: timeout
                await fetch(city, takes)  #: fetch-in-time
        elif how == "timeout_at":
            deadline = asyncio.get_running_loop().time() + patience
            async with asyncio.timeout_at(deadline):  #: timeout-at
                await fetch(city, takes)  #: fetch-by-then
        else:
            await asyncio.wait_for(fetch(city, takes), patience)  #: wait-for
    except TimeoutError:
        print(f"{city}: too slow")


async def draw_map():  #: draw-map
    await asyncio.sleep(1.5)  #: before-map
    time.sleep(hold)  #: hold
    print("the map is drawn")


async def main():  #: main
    if hold > 0:
        drawing = asyncio.create_task(draw_map(), name="map")
    try:
        async with asyncio.timeout(budget):  #: budget
            await ask("Oslo", 1.0)  #: oslo
            await ask("Lima", lima_takes)  #: lima
            await ask("Cairo", 1.5)  #: cairo
    except TimeoutError:
        print("out of time")
    if hold > 0:
        await drawing  #: await-map


asyncio.run(main())
