import asyncio
import random

chains = 3
links = 2
shortest = 1.0
longest = 4.0
start = "all at once"  # or "one after the other"
weather_seed = 1


async def link(step, data):  #: link
    await asyncio.sleep(random.uniform(shortest, longest))  #: sleep
    result = f"{step}({data})"
    print(result)  #: print-result
    return result


async def chain(city):  #: chain
    data = city
    for step in ["locate", "forecast", "draw", "check", "publish"][:links]:
        data = await link(step, data)  #: await-link
    return data


async def main():  #: main
    random.seed(weather_seed)
    cities = ["Oslo", "Lima", "Cairo", "Quito", "Kyoto", "Delhi"][:chains]
    if start == "all at once":
        async with asyncio.TaskGroup() as group:  #: group
            tasks = [group.create_task(chain(city), name=city) for city in cities]
        results = [task.result() for task in tasks]
    else:
        results = [await chain(city) for city in cities]  #: await-chain
    print("results:", results)  #: print-results


asyncio.run(main())
