"""A circuit breaker that doesn't wait for a dead service

After a few timeouts the breaker opens, and then calls fail at once instead of
waiting. Once it has cooled down, it lets one call through to see whether the
service is back.

Try: set `threshold` to 8 and see how much time the clients lose. Then set it
back and raise `cool_down`: how late do they notice that the service is back?
"""

import asyncio
import time

threshold = 2  # 1..8
cool_down = 2.5  # 0.5..8 s
outage = 8.0  # 0..12 s


class Breaker:
    def __init__(self):
        self.failures = 0
        self.open_until = 0

    async def call(self, service):
        if self.failures >= threshold:
            if time.monotonic() < self.open_until:
                return "the breaker is open"
            # This call tests the service. The others still fail at once.
            self.open_until = time.monotonic() + cool_down
        try:
            async with asyncio.timeout(2):
                await service.wait()
        except TimeoutError:
            self.failures += 1
            self.open_until = time.monotonic() + cool_down
            return f"no answer ({self.failures})"
        self.failures = 0
        return "ok"


async def client(name, breaker, service):
    for _ in range(10):
        print(f"{name}:", await breaker.call(service))
        await asyncio.sleep(1.3)


async def main():
    service, breaker = asyncio.Event(), Breaker()
    service.set()
    async with asyncio.TaskGroup() as group:
        for name in ["ann", "ben"]:
            group.create_task(client(name, breaker, service), name=name)
            await asyncio.sleep(0.7)
        await asyncio.sleep(2)
        print("the service is down")
        service.clear()
        await asyncio.sleep(outage)
        print("the service is back")
        service.set()


asyncio.run(main())
