"""A rate limiter that keeps you welcome

The server refuses a request if too many others arrived shortly before it. The
limiter remembers when requests started and delays the next one until the server
will accept it.

Try: switch `limited` off and count the refusals. Then switch it back on,
set `allowed` to 1, and see how the requests wait for the lock in order.
"""

import asyncio
import collections
import time

allowed = 3  # 1..6
window = 2.0  # 0.5..5 s
requests = 8  # 1..8
limited = True


class Recent:
    def __init__(self):
        # A full deque drops its oldest time when it gets a new one.
        self.starts = collections.deque(maxlen=allowed)

    def delay(self):
        if len(self.starts) < allowed:
            return 0
        left = self.starts[0] + window - time.monotonic()
        return max(0, round(left, 3))  # ignores tiny errors of the floats

    def add(self):
        self.starts.append(time.monotonic())


async def request(number, limiter, lock, server):
    if limited:
        async with lock:
            await asyncio.sleep(limiter.delay())
            limiter.add()
    refused = server.delay() > 0
    server.add()
    await asyncio.sleep(0.5)
    print(f"request {number}:", "refused, too many" if refused else "ok")


async def main():
    limiter, server, lock = Recent(), Recent(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for n in range(1, requests + 1):
            group.create_task(request(n, limiter, lock, server), name=f"request-{n}")


asyncio.run(main())
