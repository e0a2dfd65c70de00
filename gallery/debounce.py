"""Debounce: search when the typing stops

Each key cancels the search that the last key scheduled, and schedules a new
one. Only a quiet moment lets a search start, so the server doesn't see every
letter you type.

Try: set `quiet_time` to 0 and count the searches. Then set it back and raise
`pause_time` until the first search gets its results.
"""

import asyncio

quiet_time = 0.8  # 0..3 s
key_time = 0.3  # 0.1..2 s
pause_time = 1.5  # 0.1..5 s


class SearchBox:
    def __init__(self, group):
        self.group = group
        self.task = None

    def changed(self, text):
        if self.task is not None:
            self.task.cancel()
        self.task = self.group.create_task(self.search(text), name=text)

    async def search(self, text):
        try:
            await asyncio.sleep(quiet_time)
            print(f"search for {text!r}")
            await asyncio.sleep(1)
            print(f"results for {text!r}")
        except asyncio.CancelledError:
            print(f"{text!r} is out of date")
            raise


async def main():
    async with asyncio.TaskGroup() as group:
        box = SearchBox(group)
        text = ""
        for key in "rain" + "bow":
            # You think about it before you type the second half.
            await asyncio.sleep(pause_time if key == "b" else key_time)
            text += key
            box.changed(text)


asyncio.run(main())
