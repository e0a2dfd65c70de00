"""Sometimes the storm warning arrives, and sometimes it doesn't."""

import asyncio
import gc
import weakref


class Sensor:
    def __init__(self):
        self.listeners = weakref.WeakSet()  # keeps no future alive

    async def storm(self):
        future = asyncio.get_running_loop().create_future()
        self.listeners.add(future)
        return await future

    def measure(self, wind):
        for future in list(self.listeners):
            future.set_result(wind)


async def warn(sensor):
    print("storm warning:", await sensor.storm(), "km/h")


async def main():
    sensor = Sensor()
    asyncio.create_task(warn(sensor))
    await asyncio.sleep(0.1)
    gc.collect()  # Python also does this by itself, at any time
    sensor.measure(120)
    await asyncio.sleep(0.1)
    print("end of the day")


asyncio.run(main())
