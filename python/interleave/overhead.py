"""Estimates how much of a run's time the tracer took: the number of events, times the cost of an event on a
loop that has nothing else to do.
"""

import asyncio
import time

from . import real
from .measured import MeasuredTape
from .recorder import R

# Short runs, so that the machine leaves some of them undisturbed, and enough of them.
_TURNS, _RUNS = 200, 12
_clock = time.perf_counter


async def _turns():
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def _seconds(watched):
    loop = real.new_loop(watched)
    loop.set_debug(False)
    begun = _clock()
    loop.run_until_complete(_turns())
    R.tape.pack()
    taken = _clock() - begun
    loop.close()
    return taken


def _seconds_an_event():
    """Compares a watched loop with a plain one, using the fastest run of each."""
    plain, watched = [], []
    for _ in range(_RUNS):
        R.begin(tape=MeasuredTape())
        watched.append(_seconds(True))
        events = len(R.tape)
        R.stop()
        plain.append(_seconds(False))
    return max(0.0, min(watched) - min(plain)) / events


def share(events, seconds):
    """The share of a run's seconds that it took to report this number of events."""
    return min(1.0, events * _seconds_an_event() / seconds) if seconds else 0.0
