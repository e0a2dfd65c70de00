import asyncio
import random

cities = 5
jitter = False
permits = 5
budget = 10.0
first_pause = 0.5
failure_rate = 0.0
per_second = False
weather_seed = 1


async def answer(server):  #: answer
    if server.locked() or random.random() < failure_rate:
        raise ConnectionError
    async with server:  #: serve
        await asyncio.sleep(0.4)  #: work


async def attempt(city, server, limit):  #: attempt
    try:
        if per_second:
            await limit.acquire()  #: acquire
            asyncio.get_running_loop().call_later(1.0, limit.release)
            await answer(server)  #: answer-paced
        else:
            async with limit:  #: limit
                await answer(server)  #: await-answer
        print(city, "answered")
        return True
    except ConnectionError:
        print(city, "refused")
        return False


async def fetch(city, server, limit):  #: fetch
    pause = first_pause
    try:
        async with asyncio.timeout(budget):  #: budget
            while not await attempt(city, server, limit):  #: await-attempt
                await asyncio.sleep(random.uniform(0, pause) if jitter else pause)  #: pause
                pause = min(2 * pause, 8.0)
    except TimeoutError:
        print(city, "given up")


async def main():  #: main
    random.seed(weather_seed)
    server = asyncio.Lock()
    limit = asyncio.Semaphore(permits)
    async with asyncio.TaskGroup() as group:  #: group
        for city in ["Oslo", "Lima", "Cairo", "Quito", "Kyoto"][:cities]:
            group.create_task(fetch(city, server, limit), name=city)


asyncio.run(main())
