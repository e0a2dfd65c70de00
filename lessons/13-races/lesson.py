import asyncio

scene = "no lock"  # or "Lock", "Semaphore", "Event", "Condition"
customers = 4
hold_time = 2.0
permits = 2
notify_all = False


class Account:
    balance = 0


async def pay_in(number, account):  #: pay-in
    seen = account.balance
    await asyncio.sleep(hold_time)  #: hold
    account.balance = seen + 1
    print(f"customer {number}: the balance is {seen + 1}")


async def pay_in_guarded(number, account, guard):  #: guarded
    async with guard:  #: guard
        await pay_in(number, account)  #: await-pay-in


async def when_open(number, account, opened):  #: when-open
    await opened.wait()  #: wait-open
    await pay_in(number, account)  #: await-pay-in-open


async def open_later(opened):  #: open-later
    await asyncio.sleep(hold_time)  #: closed
    print("the bank opens")
    opened.set()


async def take_out(number, account, changed):  #: take-out
    async with changed:  #: enter-changed
        while account.balance == 0:
            print(f"customer {number}: nothing there")
            await changed.wait()  #: wait-changed
        account.balance -= 1
        print(f"customer {number}: took 1")


async def pay_in_each(account, changed):  #: pay-in-each
    for _ in range(customers):
        await asyncio.sleep(hold_time)  #: between
        async with changed:  #: enter-paying
            account.balance += 1
            changed.notify(customers if notify_all else 1)


async def main():  #: main
    account = Account()  # watch: account.balance
    numbers = range(1, customers + 1)
    if scene == "no lock":
        visits = [pay_in(n, account) for n in numbers]
    elif scene == "Lock":
        lock = asyncio.Lock()
        visits = [pay_in_guarded(n, account, lock) for n in numbers]
    elif scene == "Semaphore":
        semaphore = asyncio.Semaphore(permits)
        visits = [pay_in_guarded(n, account, semaphore) for n in numbers]
    elif scene == "Event":
        opened = asyncio.Event()
        visits = [when_open(n, account, opened) for n in numbers]
        visits.append(open_later(opened))
    else:
        changed = asyncio.Condition()
        visits = [take_out(n, account, changed) for n in numbers]
        visits.append(pay_in_each(account, changed))
    await asyncio.gather(*visits)  #: gather
    print("balance at the end:", account.balance)


asyncio.run(main())
