"""How much of a run's time the tracer took: what an event costs, measured once on a loop that has nothing else to do."""

import asyncio
import time

from . import real
from .measured import MeasuredTape
from .recorder import R

_TURNS = 1000
_clock = time.perf_counter


async def _turns():
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def _seconds(loop):
    begun = _clock()
    loop.run_until_complete(_turns())
    taken = _clock() - begun
    loop.close()
    return taken


def _seconds_an_event():
    """A loop that is watched against one that isn't: each the best of three."""
    plain, watched = [], []
    for _ in range(3):
        R.begin(tape=MeasuredTape())
        watched.append(_seconds(real.new_loop()))
        events = len(R.tape)
        R.stop()
        plain.append(_seconds(real.new_loop(watched=False)))
    return max(0.0, min(watched) - min(plain)) / events


def share(events, seconds):
    """The part of so many seconds that telling so many events took."""
    return min(1.0, events * _seconds_an_event() / seconds) if seconds else 0.0
