import asyncio


class Account:
    def __init__(self, name):
        self.name = name
        self.balance = 100
        self.lock = asyncio.Lock()


async def transfer(source, target, amount):
    first, second = sorted([source, target], key=lambda account: account.name)
    async with first.lock:
        await asyncio.sleep(0.5)
        async with second.lock:
            left, there = source.balance, target.balance
            await asyncio.sleep(0.5)
            source.balance = left - amount
            target.balance = there + amount


async def main():
    ann, ben = Account("Ann"), Account("Ben")
    async with asyncio.TaskGroup() as group:
        group.create_task(transfer(ann, ben, 10), name="ann-to-ben")
        group.create_task(transfer(ben, ann, 30), name="ben-to-ann")
    print("Ann:", ann.balance)
    print("Ben:", ben.balance)


asyncio.run(main())
