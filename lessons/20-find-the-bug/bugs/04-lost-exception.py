"""One of three cities is missing, and the program says that all is well."""

import asyncio

cities = ["Oslo", "Lima", "Cairo"]
weather = {"Oslo": "snow", "Cairo": "sun"}


async def report(city):
    await asyncio.sleep(0.1)
    print(city, weather[city])


async def main():
    tasks = [asyncio.create_task(report(city)) for city in cities]
    await asyncio.wait(tasks)
    print("all is well")


asyncio.run(main())
