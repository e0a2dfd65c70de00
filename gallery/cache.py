"""A cache that looks up each key once

The first reader of a city starts a lookup, and later readers wait for the same
task. A shield protects that task, because otherwise Ann's timeout would cancel
it for everyone.

Try: switch `shield` off and see what Ann's timeout does to Ben and Dev. Then
switch `one_flight` off and count the lookups.
"""

import asyncio

lookup_time = 3.0  # 0.5..6 s
ann_patience = 2.0  # 0.5..6 s
one_flight = True
shield = True


async def look_up(city):
    print("looking up", city)
    await asyncio.sleep(lookup_time)
    return f"it's sunny in {city}"


async def weather(city, flights):
    if not one_flight:
        return await look_up(city)
    if city not in flights:
        # No await since the check, so no other reader can start a flight too.
        flights[city] = asyncio.create_task(look_up(city), name=f"look up {city}")
    flight = flights[city]
    return await (asyncio.shield(flight) if shield else flight)


async def reader(name, city, delay, patience, flights):
    await asyncio.sleep(delay)
    try:
        async with asyncio.timeout(patience):
            print(f"{name}:", await weather(city, flights))
    except TimeoutError:
        print(f"{name} stops waiting")
    except asyncio.CancelledError:
        print(f"{name}: my lookup was cancelled")
        raise


async def main():
    flights = {}
    readers = [("ann", "oslo"), ("ben", "oslo"), ("cho", "rome"), ("dev", "oslo")]
    async with asyncio.TaskGroup() as group:
        for n, (name, city) in enumerate(readers):
            patience = ann_patience if name == "ann" else None
            coro = reader(name, city, n * 1.5, patience, flights)
            group.create_task(coro, name=name)


asyncio.run(main())
