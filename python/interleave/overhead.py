"""How much of a run's time the tracer took, by estimate: the number of events, times what one costs on a loop that has nothing
else to do.
"""

import asyncio
import time

from . import real
from .measured import MeasuredTape
from .recorder import R

# Short runs, so that some are left alone by what else the machine does, and enough of them.
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
    """A loop that is watched against one that isn't: of each the quickest run."""
    plain, watched = [], []
    for _ in range(_RUNS):
        R.begin(tape=MeasuredTape())
        watched.append(_seconds(True))
        events = len(R.tape)
        R.stop()
        plain.append(_seconds(False))
    return max(0.0, min(watched) - min(plain)) / events


def share(events, seconds):
    """The part of a run's seconds that it took to tell this number of events."""
    return min(1.0, events * _seconds_an_event() / seconds) if seconds else 0.0
