"""Runs a program as the page does, undisturbed and with signals in the middle of sending; prints what was sent."""

import json
import os
import signal
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../python"))

from interleave import page, run as runs

SOURCE = """
import asyncio

async def main():
    for n in range(1500):
        print(f"line {n}")
        await asyncio.sleep(0)

asyncio.run(main())
"""
SENDING = ("page.py", "tape.py", "limit.py")


def sends(code):
    return os.path.basename(code.co_filename) in SENDING and code.co_name != "text"


def at_lines(act):
    """Has act() called at each line of what sends, once the program runs."""
    def begin():
        runs.install()
        sys.settrace(lambda frame, what, arg: trace if sends(frame.f_code) else None)

    def trace(frame, what, arg):
        if what == "line":
            act()
        return trace
    return begin


def sent(act):
    pieces = []
    run = runs.run
    runs.run = lambda *args, **more: run(*args, install=at_lines(act), **more)
    try:
        told = page.run(json.dumps({"source": SOURCE}), lambda texts, events: pieces.append((texts, events)),
                        lambda: "time", lambda: sys.settrace(None))
    finally:
        runs.run = run
    texts, events = (b"".join(part) for part in zip(*pieces, (b"", b"")))
    return {"ending": json.loads(told)["ending"], "texts": texts.hex(), "events": events.hex()}


def interrupted(after):
    """A SIGINT comes at a line that's a number of lines after the first one."""
    left = [after]

    def act():
        left[0] -= 1
        if left[0] == 0:
            signal.raise_signal(signal.SIGINT)
    return sent(act)


print(json.dumps({
    "undisturbed": sent(lambda: None),
    "beats": sent(lambda: signal.raise_signal(signal.SIGUSR1)),
    "cut": [interrupted(after) for after in range(7, 60, 3)],
}))
