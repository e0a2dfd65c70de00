import asyncio
import random
import string

producers = 3
consumers = 2
maxsize = 2
order = "FIFO"  # or "LIFO", "priority"
make_max = 5.0
use_max = 5.0
ending = "shutdown"  # or "join", "join without task_done", "nothing"
endless = False
letter_seed = 1

kinds = {"FIFO": asyncio.Queue, "LIFO": asyncio.LifoQueue, "priority": asyncio.PriorityQueue}


async def produce(queue):  #: produce
    made = 0
    while endless or made < 3:
        await asyncio.sleep(random.uniform(1, make_max))  #: make
        letter = random.choice(string.ascii_uppercase)
        await queue.put(letter)  #: put
        print("put", letter)
        made += 1


async def consume(queue):  #: consume
    try:
        while True:
            letter = await queue.get()  #: get
            print("got", letter)
            await asyncio.sleep(random.uniform(1, use_max))  #: use
            print("used", letter)
            if ending == "join":
                queue.task_done()
    except asyncio.QueueShutDown:
        print("no more letters")


async def main():  #: main
    random.seed(letter_seed)
    queue = kinds[order](maxsize)
    async with asyncio.TaskGroup() as group:  #: group
        makers = [group.create_task(produce(queue), name=f"maker-{n + 1}") for n in range(producers)]
        for n in range(consumers):
            group.create_task(consume(queue), name=f"user-{n + 1}")
        await asyncio.gather(*makers)  #: gather
        print("all made")
        if ending.startswith("join"):
            await queue.join()  #: join
            print("all used")
        if ending != "nothing":
            queue.shutdown()
    print("the end")


asyncio.run(main())
