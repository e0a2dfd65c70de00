"""Retries that don't come back all at once

The server answers one client at a time and refuses the others at that moment.
Each client waits longer after each refusal, and jitter spreads the clients so
they don't collide again.

Try: switch `jitter` off and watch the same crowd return together every time.
Then set `attempts` to 3 and count the clients that give up.
"""

import asyncio
import random

clients = 6  # 1..8
attempts = 5  # 1..6
first_wait = 1.0  # 0.2..3 s
jitter = True


async def call(line):
    if line.locked():
        raise ConnectionRefusedError
    async with line:
        await asyncio.sleep(0.5)


async def back_off(failures):
    wait = first_wait * 2 ** (failures - 1)
    if jitter:
        wait *= random.uniform(0.5, 1.5)
    await asyncio.sleep(wait)


async def client(name, line):
    for attempt in range(1, attempts + 1):
        if attempt > 1:
            await back_off(failures=attempt - 1)
        try:
            await call(line)
        except ConnectionRefusedError:
            print(f"{name}: refused")
        else:
            print(f"{name}: answered at attempt {attempt}")
            return
    print(f"{name}: out of attempts")


async def main():
    line = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for n in range(1, clients + 1):
            name = f"client-{n}"
            group.create_task(client(name, line), name=name)


asyncio.run(main())
