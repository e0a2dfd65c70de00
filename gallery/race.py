"""A race for the first answer

Three mirrors get the same question, and the first good answer ends the race.
You get the fastest reply, survive a failure, and cancel the losers so that no
work is wasted.

Try: switch `kobe_fails` off, then make `oslo_time` the shortest. Each time, see
which tasks are cancelled and when.
"""

import asyncio

oslo_time = 4.0  # 0.5..6 s
lima_time = 3.0  # 0.5..6 s
kobe_time = 2.0  # 0.5..6 s
kobe_fails = True


async def ask(mirror, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(f"{mirror} closes its connection")
        raise
    if mirror == "kobe" and kobe_fails:
        raise ConnectionError(f"{mirror} is down")
    return f"hello from {mirror}"


async def first_answer(tasks):
    try:
        for answer in asyncio.as_completed(tasks):
            try:
                return await answer
            except ConnectionError as error:
                print(error)
    finally:
        for task in tasks:
            task.cancel()  # does nothing to a task that's done
        await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    tasks = []
    times = {"oslo": oslo_time, "lima": lima_time, "kobe": kobe_time}
    for mirror, seconds in times.items():
        tasks.append(asyncio.create_task(ask(mirror, seconds), name=mirror))
    print(await first_answer(tasks))


asyncio.run(main())
