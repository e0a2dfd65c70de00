"""CPython's own event loop over a clock that jumps.

`BaseEventLoop` is used as it stands: its `_run_once` decides what runs when. Only the wait
for input is replaced: instead of waiting until the next deadline, the clock is set to it.
"""

import math
import sys
from asyncio import base_events, events, tasks

from .pinned import OrderedWeakSet
from .run import RESOLUTION

_BasePolicy = (getattr(events, "_BaseDefaultEventLoopPolicy", None)
               or events.BaseDefaultEventLoopPolicy)


class _Selector:
    """Stands where a loop asks the system for events."""

    def __init__(self, loop, run):
        self._loop = loop
        self._run = run

    def select(self, timeout):
        """`timeout` is None when nothing is ready and no timer is set, 0 when something is
        ready, else the time to the earliest deadline, at which the head of the heap is live."""
        self._run.iteration()
        if timeout is None:
            self._run.deadlock()
        if timeout > 0:
            when = self._loop._scheduled[0]._when
            if when == math.inf and self._run.until is None:
                self._run.deadlock()
            self._run.advance(when)
        return []


def loop_class(run):
    class VirtualLoop(base_events.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._clock_resolution = RESOLUTION
            self._selector = _Selector(self, run)
            self._asyncgens = OrderedWeakSet()

        def time(self):
            return run.now

        def run_forever(self):
            run.check()
            super().run_forever()

        if sys.version_info < (3, 13):
            # Later versions pass the name on, so that it uses up no number.
            def create_task(self, coro, **kwargs):
                self._check_closed()
                factory = self._task_factory or (
                    lambda loop, coro, **kwargs: tasks.Task(coro, loop=loop, **kwargs))
                return factory(self, coro, **kwargs)

        def _process_events(self, event_list):
            pass

        def _write_to_self(self):
            pass

    return VirtualLoop


def policy_class(loop):
    class Policy(_BasePolicy):
        _loop_factory = loop

    return Policy
