import asyncio


async def ask(mirror, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(mirror, "hangs up")
        raise
    return "hello from " + mirror


async def first_of(answers):
    done, _ = await asyncio.wait(answers, return_when=asyncio.FIRST_COMPLETED)
    pending = [answer for answer in answers if answer not in done]  # in order, which a set doesn't have
    for late in pending:
        late.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


async def main():
    answers = [
        asyncio.create_task(ask("Oslo", 3), name="Oslo"),
        asyncio.create_task(ask("Lima", 1), name="Lima"),
        asyncio.create_task(ask("Kobe", 2), name="Kobe"),
    ]
    print(await first_of(answers))


asyncio.run(main())
