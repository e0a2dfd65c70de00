import asyncio
import random


async def first_part(n):
    await asyncio.sleep(random.uniform(0, 5))
    result = f"result {n}-1"
    print("returning", result)
    return result


async def second_part(n, source):
    await asyncio.sleep(random.uniform(0, 5))
    result = f"result {n}-2 from {source}"
    print("returning", result)
    return result


async def chain(n):
    return await second_part(n, await first_part(n))


async def main():
    random.seed(1)
    for result in await asyncio.gather(*[chain(n) for n in (9, 6, 3)]):
        print(result)


asyncio.run(main())
