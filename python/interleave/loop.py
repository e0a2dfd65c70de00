"""CPython's own event loop over a clock that jumps.

BaseEventLoop is used as it is: its `_run_once` decides what runs when. Only the wait for input is
replaced: instead of waiting until the next deadline, the clock is set to it. `Loop` is that and
nothing more; watched.py adds what the tracer needs to know.
"""

import asyncio
import heapq
import itertools
import math
import sys
from asyncio import base_events, events, runners, tasks

from .orders import OrderedWeakSet
from .recorder import R, RESOLUTION

#: What arrives at one moment is taken in this order: input first, then what threads hand over.
INPUT, THREAD = range(2)


class Arrivals:
    """In the place of a selector: what comes from outside of the loop, each at its moment."""

    def __init__(self, loop):
        self._loop = loop
        self._numbers = itertools.count()
        self._coming = []

    def add(self, when, rank, callback, *args):
        heapq.heappush(self._coming, (when, rank, next(self._numbers), callback, args))

    def select(self, timeout):
        """`timeout` is None if nothing is ready and no timer is set, 0 if something is ready, else
        the time to the earliest deadline."""
        loop = self._loop
        R.turn()
        if timeout is None or timeout > 0:
            when = loop._scheduled[0]._when if timeout is not None else math.inf
            if self._coming:
                when = min(when, self._coming[0][0])
            if when == math.inf and (timeout is None or R.until == math.inf):
                R.deadlock()
            R.advance(when)
        # Far from 0, neighbouring floats are further apart than the resolution.
        loop._clock_resolution = max(RESOLUTION, math.ulp(R.now))
        return self._due()

    def _due(self):
        due = []
        end = R.now + self._loop._clock_resolution
        while self._coming and self._coming[0][0] < end:
            *_, callback, args = heapq.heappop(self._coming)
            due.append((callback, args))
        return due

    def close(self):
        self._coming.clear()


_EAGER = tasks.eager_task_factory.__code__ if hasattr(tasks, "eager_task_factory") else object()


class Loop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._clock_resolution = RESOLUTION
        self._selector = Arrivals(self)
        self._asyncgens = OrderedWeakSet()

    def time(self):
        return R.now

    def run_forever(self):
        R.check()
        super().run_forever()

    if sys.version_info < (3, 13):
        # Later versions pass the name on, so that it uses up no number.
        def create_task(self, coro, **more):
            if getattr(self._task_factory, "__code__", None) is not _EAGER:
                return super().create_task(coro, **more)
            self._check_closed()
            return self._task_factory(self, coro, **more)

    def _process_events(self, event_list):
        for callback, args in event_list:
            self.call_soon(callback, *args)

    def _write_to_self(self):
        """Nothing waits, so nothing has to be woken."""


_Policy = (getattr(events, "_BaseDefaultEventLoopPolicy", None)
           or events.BaseDefaultEventLoopPolicy)


def install(loop):
    """Makes `loop`, a class, the one that asyncio.run and the others make."""
    policy = type("DefaultEventLoopPolicy", (_Policy,), {"_loop_factory": loop})
    asyncio.EventLoop = asyncio.SelectorEventLoop = loop
    asyncio.DefaultEventLoopPolicy = policy
    events._event_loop_policy = policy()
    asyncio.run = runners.run
