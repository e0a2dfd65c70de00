"""Signals that a program sends to itself: a loop's handlers get them as if through the pipe that wakes
CPython's loop."""

import os
import selectors
import signal
from asyncio import base_events, coroutines, events

from .builtin import Builtin
from .recorder import R

_FILE = 100  # the end of that pipe that the loop would read
_kill, _raise_signal = os.kill, signal.raise_signal
_UNCAUGHT = {getattr(signal, name, None) for name in ("SIGKILL", "SIGSTOP")}

_handlers = {}  # by signal
_sent = []  # signals that their loop hasn't handled yet


class Wake(events.Handle):
    """Reads sent signals. It isn't part of asyncio's order: their handlers run in the next iteration."""

    def __init__(self, loop):
        super().__init__(_take, (loop,), loop)
        R.uncounted += 1

    def _run(self):
        R.uncounted -= 1
        R.due -= 1
        if not R.due:
            R.told_iteration = True  # nothing else is called in this iteration
        super()._run()


def _take(loop):
    loop._selector.mark(_FILE, selectors.EVENT_READ, False)
    for number in [number for number in _sent if number in _handlers and _handlers[number]._loop is loop]:
        _sent.remove(number)
        loop._add_callback(_handlers[number])


def is_wake(key):
    return key.fd == _FILE


def _send(number):
    """Returns whether a loop handles it."""
    handle = _handlers.get(number)
    if handle is None:
        return False
    R.does(_arrive, handle._loop, number)
    return True


def _arrive(loop, number):
    if not loop.is_closed():
        _sent.append(number)
        loop._selector.mark(_FILE, selectors.EVENT_READ, True)


def _kill_here(*args, **more):
    if more or len(args) != 2 or args[0] != os.getpid() or not _send(args[1]):
        _kill(*args, **more)


def _raise_here(*args, **more):
    if more or len(args) != 1 or not _send(args[0]):
        _raise_signal(*args, **more)


def add_signal_handler(self, sig, callback, *args):
    if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
        raise TypeError("coroutines cannot be used with add_signal_handler()")
    _check(sig)
    self._check_closed()
    if sig in _UNCAUGHT:
        raise RuntimeError(f"sig {sig} cannot be caught")
    _handlers[sig] = events.Handle(callback, args, self, None)
    if _FILE not in self._selector.get_map():
        self._selector.register(_FILE, selectors.EVENT_READ)


def remove_signal_handler(self, sig):
    _check(sig)
    return _handlers.pop(sig, None) is not None


def _check(number):
    if not isinstance(number, int):
        raise TypeError(f"sig must be an int, not {number!r}")
    if number not in signal.valid_signals():
        raise ValueError(f"invalid signal number {number}")


def forget(loop):
    """Forgets a closed loop's handlers."""
    for number in [number for number, handle in _handlers.items() if handle._loop is loop]:
        del _handlers[number]


def install():
    _handlers.clear()
    _sent.clear()
    os.kill, signal.raise_signal = Builtin(_kill, _kill_here), Builtin(_raise_signal, _raise_here)
    Loop = base_events.BaseEventLoop
    Loop.add_signal_handler, Loop.remove_signal_handler = add_signal_handler, remove_signal_handler
