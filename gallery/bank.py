"""A bank that loses your money

Each customer reads the balance, waits for the network, and then writes the new
balance. When two customers read the same balance, one deposit is lost, though
there's only one thread.

Try: raise `arrival_gap` above `network_time` and the bug hides. Then set it
back and switch `use_lock` on: what does the safety cost?
"""

import asyncio
import contextlib

customers = 4  # 1..7
network_time = 1.0  # 0..3 s
arrival_gap = 0.4  # 0..3 s
use_lock = False


class Account:
    def __init__(self):
        self.balance = 0
        self.guard = asyncio.Lock() if use_lock else contextlib.nullcontext()

    async def deposit(self, amount):
        async with self.guard:
            balance = self.balance
            # Without a lock, other customers may change the balance here.
            await asyncio.sleep(network_time)
            self.balance = balance + amount
        return balance


async def customer(name, account):
    before = await account.deposit(100)
    print(f"{name} adds 100 to {before}")


async def main():
    account = Account()  # watch: account.balance
    async with asyncio.TaskGroup() as group:
        for n in range(1, customers + 1):
            name = f"customer-{n}"
            group.create_task(customer(name, account), name=name)
            await asyncio.sleep(arrival_gap)
    print("balance:", account.balance)
    print("lost:", customers * 100 - account.balance)


asyncio.run(main())
