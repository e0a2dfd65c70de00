"""The program's own kind of loop, on the system's clock, with its sockets, threads and subprocesses.

CPython's loop is unchanged: its `_run_once` decides what runs when. This file reports what comes from outside
the loop: input, and requests from other threads.
"""

import asyncio
import collections
import heapq
import math
import sys
import threading
import weakref
from asyncio import events

from . import foreign, output, queues, reports, resources, unseen, waiting
from .recorder import R
from .schema import CALLBACK, INTERNAL
from .watched import READY, Handle, TimerHandle, Watching, kind_of

MOST_EVENTS = 2_000_000
_PlainHandle = events.Handle
_run = _PlainHandle._run
_one_at_a_time = threading.Lock()


class Selector:
    """Wraps a loop's selector. An iteration begins here, and a run that takes too long ends here."""

    def __init__(self, selector):
        self._selector = selector

    def __getattr__(self, name):
        return getattr(self._selector, name)

    def select(self, timeout=None):
        if not R.due:
            R.told_iteration = True  # nothing was called in this iteration
        R.turn()
        left = R.until - R.tape.now()
        if left <= 0:
            R.end("until")
        if left < math.inf and (timeout is None or timeout > left):
            timeout = left
        return self._selector.select(timeout)


class Silent(Handle):
    """A call of CPython's own that reads what has woken the loop. It isn't part of an iteration."""

    __slots__ = ()

    def __init__(self, handle):
        super().__init__(handle._callback, handle._args, handle._loop, handle._context)
        self.kind, self.about, self.state = INTERNAL, -1, READY
        R.uncounted += 1

    def _run(self):
        R.uncounted -= 1
        R.due -= 1
        _run(self)


def _call(handle):
    """Runs the callback of one of CPython's own handles, inside a handle that reports it."""
    if not handle._cancelled:
        handle._run()


def _nothing():
    """Returns None: there's no loop."""


class Real:
    """A mixin for loops, with Watching. Only one loop at a time is watched; all others are plain."""

    _watched = _nothing

    def __new__(cls, *args, **more):
        with _one_at_a_time:
            other = Real._watched()
            if other is None or other.is_closed():
                loop = super().__new__(cls)
                loop._closed = False
                Real._watched = weakref.ref(loop)
                R.tape.claim()
                return loop
        return cls._plain(*args, **more)

    def __init__(self, *args, **more):
        self._asked = collections.deque()
        super().__init__(*args, **more)
        self._selector = Selector(self._selector)

    def run_forever(self):
        R.check()
        R.tape.claim()
        super().run_forever()

    def _call_soon(self, callback, args, context):
        if not R.elsewhere():
            self._take_asked()
            return super()._call_soon(callback, args, context)
        handle = _PlainHandle(callback, args, self, context)
        self._asked.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = self._call_soon(callback, args, context)
        self._write_to_self()
        return handle

    def _run_once(self):
        self._take_asked()
        super()._run_once()

    def _process_events(self, event_list):
        self._take_asked()
        super()._process_events(event_list)
        R.due = len(self._ready)

    def _take_asked(self):
        """Queues callbacks from other threads."""
        if self._asked:
            by, R.by = R.by, 0
            while self._asked:
                self._take(self._asked.popleft())
            R.by = by

    def _take(self, handle):
        callback, args, context = handle._callback, handle._args, handle._context
        if handle._cancelled:
            return
        if kind_of(callback, args, context)[0] == CALLBACK:
            callback, args, context = _call, (handle,), None  # the other thread may still cancel it
        super()._call_soon(callback, args, context)

    def _add_callback(self, handle):
        """Called for input for a reader or writer, and for a signal."""
        if handle._cancelled:
            return
        if handle._callback == getattr(self, "_read_from_self", None):
            self._ready.append(Silent(handle))
        else:
            self._call_soon(_call, (handle,), None)


class OwnTimers:
    """Goes between Watching and the plain loop: makes the timers report."""

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = TimerHandle(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer


_loop_class = asyncio.SelectorEventLoop


def new_loop(watched=True):
    """Makes a loop of the platform's kind, whatever the program has done to its policy or left open."""
    Real._watched = _nothing
    made = _watched_class(_loop_class) if watched else _loop_class
    return made()


def _watched_class(plain):
    return type(plain.__name__, (Real, Watching, OwnTimers, plain),
                {"_plain": plain, "__module__": plain.__module__, "__qualname__": plain.__qualname__})


def _install_loops():
    """Substitutes watched loops for CPython's own, also in the policies that make them."""
    modules = [asyncio] + [module for name, module in sys.modules.items() if name.startswith("asyncio.")]
    plain = {getattr(asyncio, name) for name in ("SelectorEventLoop", "ProactorEventLoop") if hasattr(asyncio, name)}
    watched_classes = {cls: _watched_class(cls) for cls in plain}
    for module in modules:
        for name, value in list(vars(module).items()):
            if not isinstance(value, type):
                continue
            if value in watched_classes:
                setattr(module, name, watched_classes[value])
            elif (made := vars(value).get("_loop_factory")) in watched_classes:
                value._loop_factory = watched_classes[made]


def install(stdout=None, stderr=None):
    """Sets the tracer up on the system's clock."""
    R.on_stretch = _stop_when_full
    output.install(stdout, stderr)
    reports.install()
    unseen.install()
    _install_loops()
    foreign.install()
    waiting.install()
    resources.install()
    queues.install()


def _stop_when_full():
    """Stops recording once the tape is full. The program continues."""
    R.tape.pack()
    if len(R.tape) >= MOST_EVENTS:
        R.stop()
