"""The run that is being recorded: its clock, the running task, its tape, and how it ended.

There's a single recorder, R, because the patches are made once; `begin` restarts it for each run.
"""

import math
import re
import sys
import threading

from . import schema, stopped
from .tape import STRETCH, Tape
from .told import Told

RESOLUTION = 1e-9
LATENCY = 0.05  # of a network, by default


class EndOfRun(SystemExit):
    """Ends the program from within. It's a SystemExit, because a task's step and a callback's handle let that
    through instead of storing it."""


def _ignore(event):
    """Replaces `add` while nothing is recorded."""


def _forget(text):
    """Replaces `text` then, so that repeated runs have the same texts, however the last one was cleaned up."""
    return 0


class Others:
    """The threads other than the loop's. This class has none; threads.py has simulated ones."""

    def next(self):
        """The next moment at which one of them runs, if the clock gets there."""
        return math.inf

    def go_on(self):
        """Runs the next one, whose moment has come."""

    def let_run(self):
        """Runs all of them that can run at this moment."""

    def close(self):
        """Ends them with the run."""


class _Local(threading.local):
    #: What this thread is about to write to stderr, as arguments of `report`; empty once that's reported.
    saying = None
    #: The task that it's about; 0 for the running one, if any.
    concerned = 0


class Recorder:
    #: Called when the tape has enough events to pack or send.
    on_stretch = None

    def __init__(self):
        #: The number of runs so far.
        self.runs = 0
        self.begin()
        self.stop()

    def begin(self, *, own=(), named=None, until=None, most_events=2_000_000, most_iterations=None, tape=None,
              answers=(), latency=LATENCY, bandwidth=None, variables=False, prints_stderr=False):
        """`own` are the file names of the program's own sources, the main one first; `named` returns the name
        of any further one, or None. `tape` is an empty tape of another kind than Tape. `answers` is what
        input() returns, with None for the end of input. A network's links have this latency each way, in
        seconds, and this bandwidth, in bytes per second. With `variables`, each suspended coroutine's are
        recorded: see variables.py. With `prints_stderr`, the program's own writes to stderr are reported as
        printed; records contain only stdout."""
        self.runs += 1
        self._own_stderr = schema.PRINTED if prints_stderr else schema.REPORTED
        self.now = 0.0
        self.until = math.inf if until is None else until + RESOLUTION
        self.most_events = most_events
        self.most_iterations = math.inf if most_iterations is None else most_iterations
        #: Why the run is over; None while it continues. Nothing is recorded once this is set.
        self.ending = None
        #: The kind of loop that ended the run, because it can't be watched.
        self.foreign_loop = None
        #: Whether the program's own code is running, so that it may be interrupted.
        self.interruptible = False
        #: Called when the run is cut off.
        self.on_cut = lambda: None
        self.tape = Tape() if tape is None else tape
        self.add = self.tape.add
        self.text = self.tape.text
        #: Whether the caller is in a different thread than the watched loop.
        self.elsewhere = self.tape.elsewhere
        #: The number of the running task; 0 for none.
        self.by = 0
        #: The tasks inside which it runs: eager tasks run inside one another.
        self.outer = []
        #: Whether the running task's end is recorded already.
        self.told_end = False
        self.own = _Own(own, named, self.text)
        #: Whether this iteration of the loop is recorded already: that happens before its first callback.
        self.told_iteration = True
        #: How many callbacks the iteration takes from the queue, and how many there aren't part of asyncio's
        #: order.
        self.due = self.uncounted = 0
        #: How many callbacks have begun, and the number of the one before which a constant changes.
        self.callbacks = self.change_at = 0
        #: How many had begun when the clock last moved.
        self.callbacks_before = 0
        #: The event of the last suspension of a task, if there was one.
        self.paused = None
        self._changes = []
        #: Someone outside the program who does something to its tasks: interventions.py. Often None.
        self.outsider = None
        self.iterations = self.timers = self.tasks = self.names = self.births = self.resources = 0
        #: Everything that CPython would write to stderr; events only say what it's about.
        self.stderr = []
        #: The same, report by report.
        self.told = Told()
        #: For the id of a traceback: the task whose frames begin there (tracebacks.py).
        self.sections = {}
        self.local = _Local()
        #: A queue or barrier that is making its parts: its number, and the role of its waiters.
        self.whole = None
        #: The job that runs in its own thread; None while the loop's thread runs.
        self.thread = None
        self.others = Others()
        #: What threads did: (worker's number, job's name, start, end or None, sleeps).
        self.threads = []
        #: The numbers of resources that are gone.
        self.gone = set()
        #: For a resource's number, from 1: its kind, and its number within that kind.
        self.made = []
        self._counts = [0] * len(schema.RESOURCES)
        self.variables = variables and sys.version_info >= (3, 13)
        #: The values that the program's tasks share, if it names any: shared.py. Often None.
        self.shared = None
        #: The total length of variables recorded so far.
        self.variables_told = 0
        self.input = list(answers)
        #: The end of the text printed since the last answer.
        self.said = ""
        #: The program's lines that were running when it was cut off, outermost first: (file, function, line).
        self.stopped_at = []
        self.latency, self.bandwidth = latency, bandwidth

    def change_later(self, changes, names):
        """Schedules `changes`: after that many callbacks, a name in the module's `names` gets a value."""
        self._names = names
        self._changes = sorted(changes, key=lambda change: change[0])
        self.change_at = self._changes[0][0] + 1 if self._changes else 0

    def change(self):
        """Makes the changes due before the callback that is about to begin."""
        while self._changes and self._changes[0][0] < self.callbacks:
            _, name, value = self._changes.pop(0)
            self._names[name] = value
        self.change_at = self._changes[0][0] + 1 if self._changes else 0

    @property
    def recording(self):
        return self.add is not _ignore

    def stop(self):
        self.add = _ignore
        self.text = _forget

    def emit(self, kind, about=0, subject=0, value=0.0, detail=0, text=0, second=0, line=0, file=0):
        if not -schema.MOST_AMOUNT <= value <= schema.MOST_AMOUNT:
            value = schema.bounded(kind, value)
        if self.gone and subject in self.gone and kind in schema.ABOUT_RESOURCES:
            return  # what's destroyed together with it, in any order, still waits for it or releases it
        self.add((self.now, value, about, self.by, subject, text, second, line, file, kind, detail))

    def make(self, kind, limit=0.0):
        """Makes a resource and returns its number."""
        self.resources += 1
        self._counts[kind] += 1
        self.made.append((kind, self._counts[kind]))
        self.emit(schema.MADE, 0, self.resources, limit, kind)
        return self.resources

    def report(self, kind, text, line=0, file=0):
        self.emit(schema.REPORTED, detail=kind, text=self.text(text), line=line, file=file)

    def wrote(self, text):
        """Takes a piece of the text for stderr. If its subject is known, it's reported as that, and only
        once."""
        if not self.recording:
            return
        self.stderr.append(text)
        about = self.local.saying
        if about is None:
            is_report = self._own_stderr == schema.REPORTED
            self.emit(self._own_stderr, detail=schema.OTHER if is_report else 0, text=self.text(text))
            if not self.told.goes_on(len(self.tape)):
                self.told.begin_own(len(self.tape), self.now, schema.OTHER, self.by, text)
        elif about:
            self.local.saying = ()
            self.report(*about)
            kind, _, *place = about
            self.told.begin(len(self.tape), self.now, kind, place[0] if place else 0, self.local.concerned or self.by)
        self.told.add(text)

    def check(self):
        """Raises if the run is over, so that the program can't continue whatever it does."""
        if self.ending is not None:
            raise EndOfRun

    def end(self, why, error=EndOfRun):
        """Cuts the run off. The program's cleanup isn't recorded."""
        self.ending = why
        self.stop()
        self.on_cut()
        raise error

    def advance(self, when):
        """Moves the clock to `when`, or ends the run if that's after its end."""
        self.check()
        if when > self.until:
            self.end("until")
        if when > self.now:
            self.now = when
            self.callbacks_before = self.callbacks
            self.emit(schema.CLOCK)

    def hold(self, until, over=lambda: False):
        """Blocks the running callback until then, or until `over()` is true; other threads continue. Returns
        the last value of `over()`."""
        self.others.let_run()
        told = False
        while not (is_over := over()):
            when = min(self.others.next(), until)
            if when == math.inf:
                self.deadlock()
            if when > self.now or not told:
                told = True
                line, file = stopped.line(self, sys._getframe(1))
                self.emit(schema.HELD, value=when if until == math.inf else until, line=line, file=file)
            self.advance(when)
            if self.others.next() > when:
                return over()
            self.others.go_on()
        return is_over

    def does(self, what, *args):
        """Calls `what` for the running thread, when the run reaches that thread's time."""
        if self.thread is None:
            what(*args)
        else:
            self.thread.does(what, *args)

    def wait(self, over, until=math.inf):
        """The same as `hold`, for whichever thread runs."""
        return self.hold(until, over) if self.thread is None else self.thread.wait(over, until)

    def run_out(self):
        """The program's main thread has ended: lets the others run to their end."""
        self.others.let_run()
        while (when := self.others.next()) < math.inf:
            self.advance(when)
            self.others.go_on()

    def deadlock(self):
        self.check()
        self.emit(schema.DEADLOCK)
        self.end("deadlock")

    def tell_iteration(self):
        """Records the iteration before its first callback, with the number of callbacks that CPython's loop
        takes from the queue."""
        self.told_iteration = True
        self.add((self.now, self.due - self.uncounted, 0, self.by, self.iterations, 0, 0, 0, 0,
                  schema.ITERATION, 0))

    def turn(self):
        """Called once per iteration of the loop: ends a run that has become too long."""
        if self.ending is not None:
            raise EndOfRun
        if not self.told_iteration:
            self.tell_iteration()  # all its callbacks were cancelled
        self.iterations += 1
        self.told_iteration = False
        if self.iterations > self.most_iterations:
            self.end("endless")
        if len(self.tape.events) >= STRETCH:
            self.stretch()

    def stretch(self):
        (self.on_stretch or self.tape.pack)()
        if len(self.tape) > self.most_events:
            stopped.note(self, sys._getframe())
            self.end("events")


class _Own(dict):
    """Maps a source's file name to the text that names it in events: 0 for the main one, None for files that
    aren't the program's own."""

    def __init__(self, files, named, text):
        super().__init__()
        self._named = named
        self._text = text
        for index, name in enumerate(files):
            self[name] = 0 if index == 0 else text(name)

    def __missing__(self, file):
        name = self._named and self._named(file)
        self[file] = found = self._text(name) if name else None
        return found


def address_free(text):
    """Removes addresses, which are never shown."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text)


R = Recorder()
