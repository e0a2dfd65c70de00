import asyncio


async def source(count, out):
    for n in range(1, count + 1):
        await out.put(n)
        print("made", n)
    out.shutdown()


async def stage(name, seconds, f, source, out):
    try:
        while True:
            value = await source.get()
            await asyncio.sleep(seconds)
            print(name, value, "->", f(value))
            await out.put(f(value))
    except asyncio.QueueShutDown:
        out.shutdown()


async def total(source):
    result = 0
    try:
        while True:
            result += await source.get()
    except asyncio.QueueShutDown:
        pass
    return result


async def main():
    made, squared, halved = (asyncio.Queue(1) for _ in range(3))
    results = await asyncio.gather(
        source(5, made), stage("square", 1, lambda n: n * n, made, squared),
        stage("halve", 2, lambda n: n // 2, squared, halved), total(halved))
    print("the sum is", results[3])


asyncio.run(main())
