import asyncio

scene = "no lock"  # or "Lock", "Semaphore", "Event", "Condition"
customers = 4
hold_time = 0.4
permits = 2
notify_all = False


class Account:
    balance = 0


async def pay_in(number, account):  #: pay-in
    seen = account.balance
    await asyncio.sleep(hold_time)  #: hold
    account.balance = seen + 10
    print(f"customer {number}: the balance is {account.balance}")


async def take_out(number, account, changed):  #: take-out
    async with changed:  #: changed
        while account.balance == 0:
            print(f"customer {number}: nothing there")
            await changed.wait()  #: wait-changed
        account.balance -= 10
        print(f"customer {number}: took 10")


async def pay_wages(account, changed):  #: pay-wages
    for _ in range(customers):
        await asyncio.sleep(2.5)  #: month
        async with changed:  #: paying
            account.balance += 10
            changed.notify(customers if notify_all else 1)


async def visit(number, account, shared):  #: visit
    await asyncio.sleep(number)  #: arrive
    if scene == "no lock":
        await pay_in(number, account)  #: pay-freely
    elif scene == "Event":
        await shared.wait()  #: wait-open
        await pay_in(number, account)  #: pay-when-open
    elif scene == "Condition":
        await take_out(number, account, shared)  #: await-take-out
    else:
        async with shared:  #: guard
            await pay_in(number, account)  #: pay-guarded


async def main():  #: main
    account = Account()  # watch: account.balance
    shared = None
    if scene == "Lock":
        shared = asyncio.Lock()
    elif scene == "Semaphore":
        shared = asyncio.Semaphore(permits)
    elif scene == "Event":
        shared = asyncio.Event()
    elif scene == "Condition":
        shared = asyncio.Condition()
    async with asyncio.TaskGroup() as group:  #: group
        for number in range(1, customers + 1):
            group.create_task(visit(number, account, shared), name=f"customer-{number}")
        if scene == "Event":
            await asyncio.sleep(2.5)  #: closed
            print("the bank opens")
            shared.set()
        elif scene == "Condition":
            await pay_wages(account, shared)  #: await-wages
    print("balance at the end:", account.balance)


asyncio.run(main())
