"""Publish and subscribe, with one slow subscriber

Publishers send messages to a topic, and the broker puts each one into every
subscriber's inbox. When the inbox of a slow subscriber is full, you have to
drop messages or wait.

Try: set `when_full` to "wait" and see the slow diary hold up the phone. Then
raise `inbox_size` until the phone is on time again.
"""

import asyncio
import collections

inbox_size = 2  # 1..6
diary_time = 2.0  # 0.2..4 s
when_full = "drop"  # drop | wait


class Broker:
    def __init__(self):
        self.topics = collections.defaultdict(list)

    def subscribe(self, topic):
        inbox = asyncio.Queue(inbox_size)
        self.topics[topic].append(inbox)
        return inbox

    async def publish(self, topic, message):
        for inbox in self.topics[topic]:
            if when_full == "drop" and inbox.full():
                print("dropped:", message)
            else:
                await inbox.put(message)


async def subscriber(name, inbox, seconds):
    while (message := await inbox.get()) is not None:
        await asyncio.sleep(seconds)
        print(f"{name} has {message}")


async def publisher(broker, topic):
    for n in range(1, 9):
        await asyncio.sleep(1)
        await broker.publish(topic, f"{topic} {n}")
    for inbox in broker.topics[topic]:
        await inbox.put(None)


async def main():
    times = {"phone": 0.2, "diary": diary_time, "kite": 0.2}
    broker = Broker()
    async with asyncio.TaskGroup() as group:
        for name, seconds in times.items():
            inbox = broker.subscribe("wind" if name == "kite" else "rain")
            group.create_task(subscriber(name, inbox, seconds), name=name)
        for topic in ["rain", "wind"]:
            group.create_task(publisher(broker, topic), name=f"{topic} station")


asyncio.run(main())
