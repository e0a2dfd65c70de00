"""Many downloads, but only a few at once

You start all downloads together, but a semaphore lets only a few of them run at
once. Without that limit you'd open too many connections, and the server would
refuse some of them.

Try: raise `at_once` above `server_limit` and count the refusals. Then set it to
1: how much longer does it take?
"""

import asyncio
import random

downloads = 8  # 1..8
at_once = 3  # 1..8
server_limit = 4  # 1..8


class Server:
    def __init__(self):
        self.connections = 0

    async def send(self, file):
        if self.connections == server_limit:
            raise ConnectionRefusedError
        self.connections += 1
        try:
            await asyncio.sleep(random.uniform(1, 4))
        finally:
            self.connections -= 1


async def download(file, slots, server):
    async with slots:
        print(f"{file}: started")
        try:
            await server.send(file)
        except ConnectionRefusedError:
            print(f"{file}: refused, the server is full")
        else:
            print(f"{file}: done")


async def main():
    server = Server()
    slots = asyncio.Semaphore(at_once)
    async with asyncio.TaskGroup() as group:
        for n in range(1, downloads + 1):
            file = f"file-{n}"
            group.create_task(download(file, slots, server), name=file)


asyncio.run(main())
