"""A heartbeat that tells you when a node is down

Each node sends a beat at a steady pace, and a monitor waits for the next one. A
monitor can't see a crash, only silence, so its patience decides when you get an
alarm.

Try: set `patience` below `interval` for false alarms. Then set it to 5 and see
how long a node can be silent before its monitor notices.
"""

import asyncio

interval = 1.0  # 0.2..3 s
patience = 2.5  # 0.2..6 s
hiccup = 5.0  # 0..8 s
watch_time = 14.5  # 5..20 s


async def node(name, beats):
    sent = 0
    while True:
        await asyncio.sleep(interval)
        if name == "lima" and sent == 4:
            await asyncio.sleep(hiccup)
        sent += 1
        beats.put_nowait(sent)


async def monitor(name, beats):
    alive = True
    while True:
        try:
            async with asyncio.timeout(patience):
                beat = await beats.get()
        except TimeoutError:
            print(f"{name}: silent for {patience} s, seems to be down")
            alive = False
        else:
            print(f"{name}: beat {beat}" + ("" if alive else ", it's back"))
            alive = True


async def main():
    tasks = []
    async with asyncio.TaskGroup() as group:
        for name in ["oslo", "lima"]:
            beats = asyncio.Queue()
            tasks.append(group.create_task(node(name, beats), name=name))
            coro = monitor(name, beats)
            tasks.append(group.create_task(coro, name=f"monitor of {name}"))
        await asyncio.sleep(watch_time)
        for task in tasks:
            task.cancel()
    print("end of the watch")


asyncio.run(main())
