"""Handles signals between events: a handler that ran in the middle of one would put the trace in the wrong
order."""

import _thread
import asyncio
import contextlib
import os
import selectors
import signal
import sys
import threading
from time import sleep

from .recorder import R
from .schema import CALLBACK_ENDED, KIND, PRINTED

_HERE = os.path.join(os.path.dirname(__file__), "")
# The calls from the tracer to the program's code go through these, or through the tracer's own files.
_ELSEWHERE = (os.path.join(os.path.dirname(asyncio.__file__), ""), selectors.__file__)
_RETRY = 0.002  # seconds

_signal, _getsignal = signal.signal, signal.getsignal


class Handler:
    """Replaces a program's handler: waits until the tracer has recorded the current event."""

    def __init__(self, handler):
        self.handler = handler

    def __call__(self, number, frame):
        if not _tells(frame):
            self.handle(number, frame)
        elif number not in _later:
            _later.append(number)
            _thread.start_new_thread(_send_again, ())
            _handle_after_an_event()

    def handle(self, number, frame):
        before = R.by, R.thread
        R.by, R.thread = 0, None
        try:
            self.handler(number, frame)
        finally:
            R.by, R.thread = before


# Signals that have arrived but aren't handled yet.
_later = []


def _taken():
    """A signal to handle now, or None."""
    with contextlib.suppress(IndexError):
        return _later.pop(0)


def _handle_after_an_event():
    """Handles them after the next callback ends, or after the next print: then the tracer isn't busy."""
    add = R.add

    def add_and_handle(event):
        add(event)
        if event[KIND] in (CALLBACK_ENDED, PRINTED) and threading.current_thread() is threading.main_thread():
            if R.add is add_and_handle:
                R.add = add
            while number := _taken():
                _getsignal(number).handle(number, sys._getframe())

    if R.recording:
        R.add = add_and_handle


def _send_again():
    """Tries again soon, in case the program does something else or waits."""
    sleep(_RETRY)
    number = _taken()
    if number is None:
        return
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, number)
    else:
        signal.raise_signal(number)


def _tells(frame):
    """Whether the tracer is working in this frame."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_HERE):
            return not file.endswith("command.py")
        if R.own[file] is not None or file.startswith(_ELSEWHERE):
            return False
        frame = frame.f_back
    return False


def _set(number, handler):
    wrapped = Handler(handler) if callable(handler) and not isinstance(handler, int) else handler
    return _unwrapped(_signal(number, wrapped))


def _get(number):
    return _unwrapped(_getsignal(number))


def _unwrapped(handler):
    return handler.handler if isinstance(handler, Handler) else handler


def install():
    signal.signal, signal.getsignal = _set, _get
    if callable(before := _getsignal(signal.SIGINT)):
        _set(signal.SIGINT, before)


def ignore_interrupts():
    """The remaining work is quick and has to be completed."""
    signal.signal, signal.getsignal = _signal, _getsignal
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def die_of_interrupt():
    """Ends the way CPython ends after a Ctrl-C that nothing catches, so that a shell can tell."""
    if os.name == "posix":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    os._exit(0xC000013A)  # Windows: STATUS_CONTROL_C_EXIT
