import asyncio
import random

cities = 5
jitter = False
permits = 5
budget = 10.0
first_pause = 0.5
longest_pause = 8.0
failure_rate = 0.0
per_second = False
weather_seed = 1


class Server:
    busy = False

    async def answer(self):  #: answer
        if self.busy or random.random() < failure_rate:
            raise ConnectionError
        self.busy = True
        try:
            await asyncio.sleep(0.4)  #: serve
        finally:
            self.busy = False


async def attempt(city, server, limit):  #: attempt
    try:
        if per_second:
            await limit.acquire()  #: acquire
            asyncio.get_running_loop().call_later(1.0, limit.release)
            await server.answer()  #: answer-paced
        else:
            async with limit:  #: limit
                await server.answer()  #: await-answer
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
                pause = min(2 * pause, longest_pause)
    except TimeoutError:
        print(city, "given up")


async def main():  #: main
    random.seed(weather_seed)
    server = Server()
    limit = asyncio.Semaphore(permits)
    async with asyncio.TaskGroup() as group:  #: group
        for city in ["Oslo", "Lima", "Cairo", "Quito", "Kyoto"][:cities]:
            group.create_task(fetch(city, server, limit), name=city)
    print("finished")


asyncio.run(main())
