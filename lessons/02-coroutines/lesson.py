import asyncio

pause = 1.0
delay = 2.0
forget_await = False


async def fetch_weather(city):  #: fetch-weather
    print("asking about", city)
    await asyncio.sleep(delay)  #: sleep
    print("got a reply")
    return "rain"


async def main():  #: main
    print("calling fetch_weather")
    coro = fetch_weather("Oslo")
    print("got a coroutine")
    await asyncio.sleep(pause)  #: pause
    if not forget_await:
        weather = await coro  #: await-coro
        print("weather:", weather)
    print("finished")


asyncio.run(main())
