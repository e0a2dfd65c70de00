"""Locks, events, conditions, semaphores and barriers that report their changes.

asyncio's own classes are patched in place, so that a program's subclasses keep working: their counts become
properties that report each change.
"""

import functools
import math
from asyncio import locks, tasks
import sys

from .recorder import R
from .schema import (BARRIER, CLOSED, CONDITION, DROPPED, EVENT, HOLD, LOCK, SEMAPHORE, VALUE)

# Resources made in this code belong to asyncio, not to the program.
_HIDDEN = set()
if hasattr(tasks, "_AsCompletedIterator"):  # 3.13
    _HIDDEN.add(tasks._AsCompletedIterator.__init__.__code__)
if hasattr(tasks.as_completed, "__code__"):
    _HIDDEN.add(tasks.as_completed.__code__)


def number(thing, kind, limit, frame):
    """Numbers a resource and reports it; a part of another resource shares its number. `frame` is where it's
    made."""
    r = R
    if r.whole is not None:
        thing._il_id, thing._il_role = r.whole
    elif not (frame.f_code in _HIDDEN or r.elsewhere()):
        thing._il_id, thing._il_part = r.make(kind, _amount(limit)), False
        thing._il_life = Life(thing._il_id)


class Life(int):
    """A resource's number, which only the resource refers to. So it's destroyed with the resource, whatever
    the program's classes do in the end. If a cycle keeps it beyond its run, nothing is reported."""

    def __init__(self, number):
        self.run = R.runs

    def __del__(self):
        if self.run == R.runs:
            R.emit(DROPPED, 0, int(self))
            R.gone.add(int(self))


def _amount(limit):
    """A program may pass any object, until CPython compares it."""
    try:
        return max(0.0, float(limit))  # NaN also becomes 0
    except OverflowError:
        return math.inf if limit > 0 else 0.0
    except (TypeError, ValueError):
        return 0.0


class making_parts:
    """While a resource makes its parts. Tasks wait for these in this role, or if it's None, in each part's
    own."""

    def __init__(self, thing, role=None):
        self._whole = thing._il_id, role

    def __enter__(self):
        self._before, R.whole = R.whole, self._whole

    def __exit__(self, *_):
        R.whole = self._before


class making_no_parts(making_parts):
    """While the program makes something of its own in between."""

    def __init__(self):
        self._whole = None


def replaces(cls, name):
    """Replaces a method with the decorated function's result for it."""
    def replace(make):
        original = getattr(cls, name)
        setattr(cls, name, functools.wraps(original, updated=())(make(original)))
    return replace


def unnumbered(cls):
    """Defaults until it gets its number; before that it isn't part of the run. A copy keeps these defaults."""
    cls._il_id, cls._il_part, cls._il_role = 0, True, None

    def __getstate__(self):
        return _without_ours(super(cls, self).__getstate__())

    cls.__getstate__ = __getstate__


def _without_ours(state):
    if type(state) is tuple:  # from a class with slots
        return tuple(map(_without_ours, state))
    if type(state) is not dict:
        return state
    return {name: value for name, value in state.items() if not (type(name) is str and name.startswith("_il_"))}


_absent = object()


def tells(cls, name, tell):
    """Makes an attribute a property: each assignment after the first calls tell(self, before, now)."""

    def get(self):
        try:
            return self.__dict__[name]
        except KeyError:
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=self) from None

    def assign(self, value):
        before = self.__dict__.get(name, _absent)
        self.__dict__[name] = value
        if before is not _absent and not self._il_part:
            tell(self, before, value)

    setattr(cls, name, property(get, assign))


def _numbered(cls, kind, limit=lambda *_, **__: 0, has_parts=False):
    @replaces(cls, "__init__")
    def _(original):
        def __init__(self, *args, **more):
            if not has_parts:
                original(self, *args, **more)  # may raise
            most = limit(*args, **more)
            if "_il_id" not in self.__dict__ and not (has_parts and _amount(most) < 1):  # it raises for such a value
                number(self, kind, most, sys._getframe(1))
            if has_parts:
                with making_parts(self):
                    original(self, *args, **more)
        return __init__

    unnumbered(cls)


def _condition():
    @replaces(locks.Condition, "__init__")
    def _(original):
        def __init__(self, lock=None):
            if lock is None:
                lock = locks.Lock()
            number(self, CONDITION, getattr(lock, "_il_id", 0), sys._getframe(1))
            original(self, lock)
        return __init__

    unnumbered(locks.Condition)


def _semaphore():
    Semaphore, Bounded = locks.Semaphore, locks.BoundedSemaphore
    _numbered(Semaphore, SEMAPHORE, lambda value=1, *_, **__: value)

    def told(self, before, now):
        if not self.__dict__.get("_il_quiet"):
            R.emit(VALUE, 0, self._il_id, _amount(now))

    tells(Semaphore, "_value", told)

    @replaces(Semaphore, "_wake_up_next")
    def _(original):
        def _wake_up_next(self):
            # It passes the permit on in two steps, which are reported once, after both.
            before, self._il_quiet = self._value, True
            try:
                woken = original(self)
            finally:
                self._il_quiet = False
            if self._value != before and not self._il_part:
                R.emit(VALUE, 0, self._il_id, _amount(self._value))
            return woken
        return _wake_up_next

    @replaces(Semaphore, "acquire")
    def _(original):
        async def acquire(self):
            result = await original(self)
            if self._il_id:
                R.emit(HOLD, R.by, self._il_id, detail=1)
            return result
        return acquire

    @replaces(Semaphore, "release")
    def _(original):
        def release(self):
            too_often = isinstance(self, Bounded) and self._value >= self._bound_value
            if self._il_id and not too_often:
                R.emit(HOLD, R.by, self._il_id, detail=0)
            original(self)
        return release


def _barrier():
    _numbered(locks.Barrier, BARRIER, lambda parties=0, *_, **__: parties, has_parts=True)
    tells(locks.Barrier, "_count",
          lambda self, before, now: R.emit(VALUE, 0, self._il_id, float(now)))
    broken = locks._BarrierState.BROKEN

    def told(self, before, now):
        if (before is broken) != (now is broken):
            R.emit(CLOSED, 0, self._il_id, detail=int(now is broken))

    tells(locks.Barrier, "_state", told)


def install():
    _numbered(locks.Lock, LOCK)
    tells(locks.Lock, "_locked",
          lambda self, before, now: R.emit(HOLD, R.by, self._il_id, detail=int(now)))
    _numbered(locks.Event, EVENT)
    tells(locks.Event, "_value",
          lambda self, before, now: before != now and R.emit(VALUE, 0, self._il_id, float(now)))
    _condition()
    _semaphore()
    _barrier()
