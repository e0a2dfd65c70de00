"""A token bucket that allows a short burst

Every call takes a token, and a refill task adds a new one at a steady pace.
After a rest the bucket is full, so you may burst, but the long-term pace holds.

Try: raise `capacity` to allow longer bursts. Then raise `refill_time` and see
the clients wait for each token.
"""

import asyncio

capacity = 4  # 1..8
refill_time = 1.0  # 0.2..3 s
rest = 6.0  # 0..8 s


async def refill(bucket):
    while True:
        await asyncio.sleep(refill_time)
        if not bucket.full():
            bucket.put_nowait("token")  # a full bucket gets no more


async def client(name, bucket):
    for burst in range(1, 3):
        if burst == 2:
            await asyncio.sleep(rest)
        for call in range(1, 5):
            await bucket.get()
            print(f"{name}: burst {burst}, call {call}")
            await asyncio.sleep(0.1)


async def main():
    bucket = asyncio.Queue(capacity)
    while not bucket.full():
        bucket.put_nowait("token")
    refiller = asyncio.create_task(refill(bucket), name="refill")
    async with asyncio.TaskGroup() as group:
        for name in ["ann", "ben"]:
            group.create_task(client(name, bucket), name=name)
    refiller.cancel()
    await asyncio.wait([refiller])
    print("tokens left:", bucket.qsize())


asyncio.run(main())
