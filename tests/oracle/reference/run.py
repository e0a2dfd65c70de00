"""One run of a program: its clock, its records, and how it came to its end.

Everything that a run changes hangs on one `Run`; the loop, the tasks and the patched
functions of one run hold that object, so that nothing of it reaches the next one.
"""

import io
import itertools
import re
import sys

RESOLUTION = 1e-9


class EndOfRun(SystemExit):
    """Ends the program from within. A SystemExit, because that is what a task's step and a
    callback's handle let through instead of keeping it."""


class Run:
    def __init__(self, *, until=None, switches=False, lines=False, iterations=1_000_000):
        self.now = 0.0
        self.until = until
        self.switches = switches
        self.lines = lines
        self.records = []
        self.stderr = []
        self.task_numbers = itertools.count(1)
        self.births = itertools.count()
        # The task whose coroutine is running; None at module level and in callbacks.
        self.task = None
        # Why the run is over; None while it goes on. Nothing is recorded once it is set.
        self.ending = None
        # Called when the run is cut off.
        self.on_cut = lambda: None
        self._line = []
        self._iterations_left = iterations

    # Records

    def record(self, text):
        if self.ending is None:
            self.records.append(f"t={self.now:.6f} {text}")

    def switch(self, kind, name, *more):
        """One of create, step, cancel, done, cancelled, failed."""
        if self.switches:
            self.record(" ".join((kind, shown(name), *more)))

    def output(self, text):
        """Records the lines that `text` completes; what is left waits for its newline, no
        matter which task brings it."""
        *complete, rest = text.split("\n")
        for piece in complete:
            line = "".join((*self._line, piece))
            self._line.clear()
            name = "-" if self.task is None else shown(self.task.get_name())
            self.record(f"task={name} {line}")
        if rest:
            self._line.append(rest)

    def complaint(self, text):
        """What goes to stderr; after a cut nothing does."""
        if self.ending in (None, "finished"):
            self.stderr.append(text)

    # The clock

    def advance(self, when):
        """Moves the clock to `when`, or ends the run if that lies past --until."""
        self.check()
        if self.until is not None and when > self.until + RESOLUTION:
            self.end("until")
        self.now = when

    def deadlock(self):
        self.check()
        self.record("task=- deadlock: no task can run")
        self.end("deadlock")

    def iteration(self):
        self.check()
        self._iterations_left -= 1
        if self._iterations_left < 0:
            self.end("endless")

    # The end

    def check(self):
        """Nothing goes on once the run is over, whatever the program does about it."""
        if self.ending is not None:
            raise EndOfRun

    def end(self, why):
        """Cuts the run off: no clean-up of the program's is recorded."""
        self.ending = why
        self.on_cut()
        raise EndOfRun


def shown(name):
    return re.sub(r"\s", "_", name)


class Output(io.TextIOBase):
    """sys.stdout or sys.stderr of a run; `write` gets every text that is written."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, write):
        self._write = write

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._write(text)
        return len(text)


class Interruption:
    """Once a run is cut off, raises EndOfRun at every line of the program that still gets to
    run, so that a bare `except:` in an endless loop cannot hold it. (CPython 3.12 and later.)"""

    def __init__(self, filename):
        self._filename = filename

    def __enter__(self):
        monitoring = getattr(sys, "monitoring", None)
        self._tool = monitoring and monitoring.DEBUGGER_ID
        if monitoring:
            monitoring.use_tool_id(self._tool, "oracle")
            monitoring.register_callback(self._tool, monitoring.events.LINE, self._on_line)
        return self

    def start(self):
        if self._tool is not None:
            sys.monitoring.set_events(self._tool, sys.monitoring.events.LINE)

    def _on_line(self, code, line):
        if code.co_filename == self._filename:
            raise EndOfRun
        return None

    def __exit__(self, *exc):
        if self._tool is not None:
            sys.monitoring.set_events(self._tool, 0)
            sys.monitoring.register_callback(self._tool, sys.monitoring.events.LINE, None)
            sys.monitoring.free_tool_id(self._tool)
