import asyncio
import random
import string

producers = 3
consumers = 2
make_min = 1.0
make_max = 5.0
use_min = 1.0
use_max = 5.0
maxsize = 2
endless = False
order = "FIFO"  # or "LIFO", "priority"
letters_each = 3


def make_queue():
    if order == "LIFO":
        return asyncio.LifoQueue(maxsize)
    if order == "priority":
        return asyncio.PriorityQueue(maxsize)
    return asyncio.Queue(maxsize)


async def produce(queue):  #: produce
    made = 0
    while endless or made < letters_each:
        await asyncio.sleep(random.uniform(make_min, make_max))  #: make
        letter = random.choice(string.ascii_uppercase)
        await queue.put(letter)  #: put
        print("put", letter)
        made += 1


async def consume(queue):  #: consume
    while True:
        letter = await queue.get()  #: get
        print("got", letter)
        await asyncio.sleep(random.uniform(use_min, use_max))  #: use
        print("used", letter)
        queue.task_done()


async def main():  #: main
    queue = make_queue()
    makers = []
    for n in range(1, producers + 1):
        makers.append(asyncio.create_task(produce(queue), name=f"maker-{n}"))
    users = []
    for n in range(1, consumers + 1):
        users.append(asyncio.create_task(consume(queue), name=f"user-{n}"))
    await asyncio.gather(*makers)  #: gather
    print("all made")
    await queue.join()  #: join
    print("all used")
    for user in users:
        user.cancel()


asyncio.run(main())
