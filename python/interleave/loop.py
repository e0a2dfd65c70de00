"""CPython's own event loop on a clock that jumps.

BaseSelectorEventLoop is unchanged: its `_run_once` decides what runs when. Only waiting for input is
replaced: instead of waiting until the next deadline, it sets the clock to that. `Loop` does nothing else;
watched.py adds what the tracer needs.
"""

import asyncio
import functools
import heapq
import itertools
import math
import selectors
import sys
from asyncio import base_events, events, runners, selector_events, tasks, timeouts

from . import own_signals
from .clock import felt
from .orders import OrderedWeakSet
from .recorder import R, RESOLUTION


_TAKEN = object()


class Arrivals(selectors._BaseSelectorImpl):
    """Replaces the selector: delivers what comes from outside the loop, each thing at its moment. At the same
    moment, the order is: files, in the order they became ready; then threads; then timers."""

    def __init__(self):
        super().__init__()
        self.loop = None
        self._numbers = itertools.count()
        self._coming = []
        self._ready = {}  # (file, mask), in the order they became ready
        #: How many servers are listening: while a client could connect, there's no deadlock.
        self.listening = 0

    def add(self, when, arrive, *args):
        """Calls `arrive(when, *args)` at that time, outside the loop's callbacks."""
        heapq.heappush(self._coming, (when, next(self._numbers), arrive, args))

    def mark(self, file, mask, is_ready):
        """Stores whether `file`, a number, can be read or written now."""
        if is_ready:
            self._ready.setdefault((file, mask))
        else:
            self._ready.pop((file, mask), None)

    def select(self, timeout):
        """`timeout` is None if nothing is ready and no timer is set, 0 if something is ready, else the time
        to the earliest deadline. Returns nothing: it queues ready files itself, because threads come after
        them."""
        loop = self.loop
        R.turn()
        if R.outsider is not None:
            timeout = self._let_in(R.outsider)
            if timeout is _TAKEN:
                R.due = len(loop._ready)
                return ()
        waits = timeout is None or timeout > 0
        deadline = loop._scheduled[0]._when if waits and timeout is not None else math.inf
        if not self._coming and not self._ready and R.others.next() == math.inf:
            if waits:
                self._advance(deadline, timeout)
            self._set_resolution()
        elif waits:
            while not loop._ready and self._goes_on(deadline, timeout):
                pass
        else:
            self._take()
        R.due = len(loop._ready)
        return ()

    def _let_in(self, outsider):
        """Lets someone outside the program act before anything else runs. Returns what the timeout is then, or
        _TAKEN if what has arrived is queued already."""
        loop = self.loop
        outsider.go_on(loop)
        while not loop._ready and not loop._stopping and (when := outsider.next()) < math.inf:
            if self._deadline() < when:
                break
            while not loop._ready and self._goes_on(when, 0):
                pass
            outsider.go_on(loop)
            if loop._ready:
                return _TAKEN
        if loop._ready or loop._stopping:
            return 0
        deadline = self._deadline()
        return None if deadline == math.inf else max(0, deadline - R.now)

    def _deadline(self):
        """When the earliest timer is due, after dropping cancelled ones, as the loop does before it selects."""
        loop = self.loop
        while loop._scheduled and loop._scheduled[0]._cancelled:
            loop._timer_cancelled_count -= 1
            heapq.heappop(loop._scheduled)._scheduled = False
        return loop._scheduled[0]._when if loop._scheduled else math.inf

    def _goes_on(self, deadline, timeout):
        """Moves the clock to the next arrival. Returns whether the loop's timers can wait."""
        when = self._next(min(deadline, R.others.next()))
        self._advance(when, timeout)
        self._take()
        return when < deadline

    def _advance(self, when, timeout):
        if when == math.inf and (R.until == math.inf or timeout is None and not self.listening):
            R.deadlock()
        R.advance(when)

    def _next(self, limit):
        """When a file that the loop watches will be ready, or `limit` if that's sooner."""
        when = R.now
        while not self._watched():
            if not self._coming or self._coming[0][0] > limit:
                return limit
            when = max(when, self._arrive())
        return when

    def _set_resolution(self):
        # Far from 0, the distance between neighbouring floats exceeds the resolution.
        self.loop._clock_resolution = resolution = max(RESOLUTION, math.ulp(R.now))
        return resolution

    def _take(self):
        end = R.now + self._set_resolution()
        while self._coming and self._coming[0][0] < end:
            self._arrive()
        if self._ready:
            self.loop._process_events(self._watched())
        while R.others.next() < end:
            R.others.go_on()

    def _arrive(self):
        when, _, arrive, args = heapq.heappop(self._coming)
        arrive(when, *args)
        return when

    def _watched(self):
        """The ready files that the loop watches."""
        masks = {}
        for file, mask in self._ready:
            key = self._fd_to_key.get(file)
            if key is not None and key.events & mask:
                masks[file] = masks.get(file, 0) | mask
        return [(self._fd_to_key[file], mask) for file, mask in masks.items()]

    def close(self):
        super().close()
        self._coming.clear()
        self._ready.clear()


# In debug mode, a loop logs the selector's name.
Arrivals.__name__ = selectors.DefaultSelector.__name__
_EAGER = tasks.eager_task_factory.__code__ if hasattr(tasks, "eager_task_factory") else object()


class Loop(selector_events.BaseSelectorEventLoop):
    def __init__(self, selector=None):
        """A `selector` is ignored, because there's nothing to select from."""
        super().__init__(Arrivals())
        self._selector.loop = self
        self._clock_resolution = RESOLUTION
        self._asyncgens = OrderedWeakSet()

    def time(self):
        return R.now if R.thread is None else R.thread.now

    def call_later(self, delay, callback, *args, context=None):
        return super().call_later(felt(self.time(), delay), callback, *args, context=context)

    def run_forever(self):
        R.check()
        if R.thread is not None:
            raise RuntimeError("A job in a simulated thread can't run an event loop of its own: await the "
                               "coroutine where the job is awaited.")
        super().run_forever()

    if sys.version_info < (3, 13):
        # Later versions pass the name on, so no automatic number is used up.
        def create_task(self, coro, **more):
            if getattr(self._task_factory, "__code__", None) is not _EAGER:
                return super().create_task(coro, **more)
            self._check_closed()
            return self._task_factory(self, coro, **more)

    def _process_events(self, event_list):
        others = [(key, mask) for key, mask in event_list if not own_signals.is_wake(key)]
        if len(others) < len(event_list):
            self._ready.append(own_signals.Wake(self))
        super()._process_events(others)

    def close(self):
        super().close()
        own_signals.forget(self)

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        if R.thread is None:
            # Nothing blocks, so there's nothing to wake up, and 3.14's handle with a lock isn't needed.
            return self._call_soon(callback, args, context)
        handle = events.Handle(callback, args, self, context)
        R.thread.does(lambda: self._closed or self._add_callback(handle))
        return handle

    def _make_self_pipe(self):
        """Nothing blocks, so there's nothing to wake up."""

    _close_self_pipe = _write_to_self = _make_self_pipe


_PLAIN = asyncio.SelectorEventLoop
_timeout = timeouts.timeout


@functools.wraps(_timeout)
def _felt_timeout(delay):
    return _timeout(felt(R.now, delay))


_Policy = (getattr(events, "_BaseDefaultEventLoopPolicy", None)
           or events.BaseDefaultEventLoopPolicy)


def install(loop):
    """Makes asyncio.run and the others create loops of class `loop`, which gets the name of the platform's."""
    loop.__module__, loop.__name__, loop.__qualname__ = _PLAIN.__module__, _PLAIN.__name__, _PLAIN.__qualname__
    policy = type("DefaultEventLoopPolicy", (_Policy,), {"_loop_factory": loop})
    asyncio.EventLoop = asyncio.SelectorEventLoop = loop
    asyncio.DefaultEventLoopPolicy = policy
    asyncio.timeout = timeouts.timeout = _felt_timeout
    events._event_loop_policy = policy()
    asyncio.run = runners.run
