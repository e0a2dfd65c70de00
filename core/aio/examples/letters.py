import asyncio
import random


async def produce(letters):
    for _ in range(4):
        await asyncio.sleep(random.uniform(0, 2))
        letter = random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        await letters.put(letter)
        print("put", letter)


async def consume(letters):
    try:
        while True:
            letter = await letters.get()
            print("got", letter)
            await asyncio.sleep(random.uniform(0, 4))
    except asyncio.QueueShutDown:
        print("no more letters")


async def main():
    random.seed(1)
    letters = asyncio.Queue(2)
    producers = asyncio.gather(produce(letters), produce(letters), produce(letters))
    consumers = asyncio.gather(consume(letters), consume(letters))
    await producers
    letters.shutdown()
    await consumers


asyncio.run(main())
