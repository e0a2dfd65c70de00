"""Why asyncio.run() fails in a notebook

A notebook such as Jupyter runs an event loop of its own, and each cell runs
inside it. So `asyncio.run()` in a cell would be a second loop in the same
thread, and Python refuses that. A cell may simply `await`.

Try: turn the second cell into `await asyncio.gather(weather("Oslo"),
weather("Lima"))`, and both forecasts come after one second.
"""

import asyncio
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from inspect import iscoroutine

cells = [
    'asyncio.run(weather("Oslo"))',
    'await weather("Oslo")',
]


async def weather(city):
    await asyncio.sleep(1)
    print(f"{city}: rain")


async def notebook():
    for number, cell in enumerate(cells, 1):
        print(f"In [{number}]: {cell}")
        code = compile(cell, "cell", "eval", PyCF_ALLOW_TOP_LEVEL_AWAIT)
        try:
            result = eval(code)
            if iscoroutine(result):
                await result
        except RuntimeError as error:
            print(f"RuntimeError: {error}")


asyncio.run(notebook())
