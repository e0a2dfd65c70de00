"""Ends a run that doesn't end by itself."""

import signal
import sys

from . import stopped
from .recorder import EndOfRun


_TOOL = 4  # pdb, coverage and profilers use others


class Interruption:
    """After a run is cut off, raises EndOfRun at every line of the program that still runs, so that a bare
    `except:` in an endless loop can't stop it. (CPython 3.12 and later.)"""

    def __init__(self, recorder):
        self._recorder = recorder

    def __enter__(self):
        self._started = False
        monitoring = getattr(sys, "monitoring", None)
        self._tool = monitoring and _TOOL
        if monitoring:
            monitoring.use_tool_id(self._tool, "interleave")
            monitoring.register_callback(self._tool, monitoring.events.LINE, self._on_line)
        return self

    def start(self):
        self._started = True
        if self._tool is not None:
            sys.monitoring.set_events(self._tool, sys.monitoring.events.LINE)

    def _on_line(self, code, line):
        if self._recorder.own[code.co_filename] is not None:
            raise EndOfRun
        return sys.monitoring.DISABLE

    def __exit__(self, *exc):
        if self._tool is not None:
            if self._started:  # check again every function that runs after this
                sys.monitoring.set_events(self._tool, 0)
                sys.monitoring.restart_events()
            sys.monitoring.register_callback(self._tool, sys.monitoring.events.LINE, None)
            sys.monitoring.free_tool_id(self._tool)


class Deadline:
    """While active, a SIGINT ends the run: the host sends it when time or memory is used up, and `why()` says
    which. A SIGUSR1 calls `tell()`, even if the program never returns to its loop. Both may come at any time,
    but they don't interrupt `tell()`."""

    def __init__(self, recorder, why, tell):
        self._recorder = recorder
        self._why = why
        self._tell = tell
        self._telling = self._is_over = False

    def __enter__(self):
        self._before = [(number, signal.signal(number, handler)) for number, handler in
                        ((signal.SIGINT, self._over), (signal.SIGUSR1, lambda *_: self.tell()))]
        return self

    def __exit__(self, *exc):
        for number, handler in self._before:
            signal.signal(number, handler)

    def tell(self):
        if self._telling:
            return
        self._telling = True
        try:
            self._tell()
        finally:
            self._telling = False
        if self._is_over:
            self._is_over = False
            self._over(signal.SIGINT, sys._getframe())

    def _over(self, number, frame):
        if self._telling:
            self._is_over = True
            return
        r = self._recorder
        if not r.interruptible:
            return  # don't interrupt the cleanup after the program
        if r.ending is not None:
            raise EndOfRun
        stopped.note(r, frame)
        r.end(self._why())
