import asyncio

repaired = False

weather = {"Oslo": "snow", "Cairo": "sun"}


async def report(city):  #: report
    await asyncio.sleep(0.1)  #: sleep
    print(city, weather[city])


async def main():  #: main
    tasks = [asyncio.create_task(report(city)) for city in ["Oslo", "Lima", "Cairo"]]
    await asyncio.wait(tasks)  #: wait
    if repaired:
        for task in tasks:
            task.result()
    print("all is well")


asyncio.run(main())
