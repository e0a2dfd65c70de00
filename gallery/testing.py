"""Tests for asyncio

Each test of an `IsolatedAsyncioTestCase` gets an event loop of its own. Set-up,
test and tear-down are tasks, so you can await in all of them. One test fails.

Try: switch `repaired` on, and all tests pass. Then leave out an `await` in a
test, and see what the warnings say.
"""

import asyncio
import unittest

fetch_time = 0.3  # 0.1..2 s
repaired = False


class WeatherService:
    def __init__(self):
        self.cache = {}

    async def fetch(self, city):
        if city not in self.cache:
            await asyncio.sleep(fetch_time)
            self.cache[city] = "snow" if city == "Oslo" else "fog"
        return self.cache[city]

    async def fetch_all(self, cities):
        if repaired:
            return await asyncio.gather(*(self.fetch(city) for city in cities))
        return [await self.fetch(city) for city in cities]


class WeatherTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.service = WeatherService()
        await asyncio.sleep(0.1)

    async def asyncTearDown(self):
        await asyncio.sleep(0.1)

    async def test_fetch_names_the_weather(self):
        self.assertEqual(await self.service.fetch("Oslo"), "snow")

    async def test_a_city_is_fetched_once(self):
        await self.service.fetch("Lima")
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await self.service.fetch("Lima")
        self.assertEqual(loop.time(), begun)

    async def test_cities_are_fetched_together(self):
        async with asyncio.timeout(fetch_time * 1.5):
            await self.service.fetch_all(["Oslo", "Lima", "Cairo"])


unittest.main()
