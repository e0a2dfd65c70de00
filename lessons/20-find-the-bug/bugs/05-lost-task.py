import asyncio
import gc
import weakref

repaired = False


async def storm(listeners):  #: storm
    future = asyncio.get_running_loop().create_future()
    listeners.add(future)
    return await future  #: await-future


async def warn(listeners):  #: warn
    print("storm warning:", await storm(listeners))  #: await-storm


async def main():  #: main
    listeners = weakref.WeakSet()  # the sensor's: it keeps no future alive
    if repaired:
        task = asyncio.create_task(warn(listeners))
    else:
        asyncio.create_task(warn(listeners))
    await asyncio.sleep(0.1)  #: calm
    gc.collect()  # Python also does this by itself, at any time
    for future in list(listeners):
        future.set_result("120 km/h")
    await asyncio.sleep(0.1)  #: evening
    print("end of the day")


asyncio.run(main())
