import asyncio


class RateLimiter:
    def __init__(self, calls, period):
        self._permits = asyncio.Semaphore(calls)
        self._period = period

    async def wait_for_turn(self):
        await self._permits.acquire()
        asyncio.get_running_loop().call_later(self._period, self._permits.release)


async def request(number, limiter):
    await limiter.wait_for_turn()
    print("request", number, "begins")
    await asyncio.sleep(0.5)
    print("request", number, "is answered")


async def main():
    limiter = RateLimiter(2, 1)
    async with asyncio.TaskGroup() as group:
        for number in range(1, 7):
            group.create_task(request(number, limiter))
            await asyncio.sleep(0.25)


asyncio.run(main())
