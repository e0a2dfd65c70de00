"""Eager tasks change the order

Usually a new task only joins the ready queue. An eager task starts inside
`create_task()`, and only has to queue after its first pause. Here Oslo's weather
is in the cache, so that task is done before `create_task()` returns.

Try: switch `eager` off, and compare the order of the lines. Then set `cached`
to "Lima".
"""

import asyncio

eager = True
cached = "Oslo"  # Oslo | Lima
fetch_time = 2.0  # 0.1..5 s


async def weather(city):
    print(f"{city}: asked")
    if city != cached:
        await asyncio.sleep(fetch_time)
    print(f"{city}: answered")


async def main():
    if eager:
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = []
    for city in ("Oslo", "Lima"):
        print(f"main: create {city}'s task")
        tasks.append(asyncio.create_task(weather(city), name=city))
        print(f"main: done already? {tasks[-1].done()}")
    for task in tasks:
        await task


asyncio.run(main())
