"""The run that is being recorded: its clock, who runs, its tape, and how it came to its end.

There is one recorder, R, because the patches are made once; `begin` starts it again for each run.
"""

import math
import re
import sys
import threading

from . import schema, stopped
from .tape import STRETCH, Tape
from .told import Told

RESOLUTION = 1e-9
LATENCY = 0.05  # of a network, unless another is asked for


class EndOfRun(SystemExit):
    """Ends the program from within. A SystemExit, because a task's step and a callback's handle
    let that through instead of keeping it."""


def _ignore(event):
    """What `add` is while nothing is recorded."""


def _forget(text):
    """What `text` is then: a run that is made again has the same texts, however the last one was cleared up."""
    return 0


class Others:
    """The threads beside the loop's: here there are none. threads.py has those that are simulated."""

    def next(self):
        """The moment at which one of them goes on, if the clock gets there."""
        return math.inf

    def go_on(self):
        """The one that is next goes on: its moment has come."""

    def let_run(self):
        """Whichever can go on at this moment does."""

    def close(self):
        """The run is over."""


class _Local(threading.local):
    #: What this thread is about to write to stderr, as the arguments of `report`; empty once that is told.
    saying = None
    #: The task that it concerns; 0 for the one that runs, if any.
    concerned = 0


class Recorder:
    #: Called when there's a stretch of the tape, to pack it or hand it on.
    on_stretch = None

    def __init__(self):
        #: How many there have been.
        self.runs = 0
        self.begin()
        self.stop()

    def begin(self, *, own=(), named=None, until=None, most_events=2_000_000, most_iterations=None, tape=None,
              answers=(), latency=LATENCY, bandwidth=None, variables=False, prints_stderr=False):
        """`own` are the file names of the program's own sources, the main one first; `named` gives the
        name of a further one that turns up, or None. `tape` is an empty one, of another kind than Tape.
        `answers` is what input() gives, None being the end of the input. A network's links have this
        latency each way, in seconds, and this bandwidth, in bytes a second. With `variables`, those of
        each coroutine that pauses are told: see variables.py. With `prints_stderr`, what the program itself writes
        to stderr is told as printed; records are of stdout alone."""
        self.runs += 1
        self._own_stderr = schema.PRINTED if prints_stderr else schema.REPORTED
        self.now = 0.0
        self.until = math.inf if until is None else until + RESOLUTION
        self.most_events = most_events
        self.most_iterations = math.inf if most_iterations is None else most_iterations
        #: Why the run is over; None while it goes on. Nothing is recorded once it is set.
        self.ending = None
        #: The kind of loop that ended the run, for it can't be watched.
        self.foreign_loop = None
        #: Whether the program itself is running, and so may be interrupted.
        self.interruptible = False
        #: Called when the run is cut off.
        self.on_cut = lambda: None
        self.tape = Tape() if tape is None else tape
        self.add = self.tape.add
        self.text = self.tape.text
        #: Whether another thread asks than the one whose loop is watched.
        self.elsewhere = self.tape.elsewhere
        #: The task whose coroutine runs, by its number; 0 for none.
        self.by = 0
        #: The tasks within which it runs: eager tasks run within one another.
        self.outer = []
        #: Whether the end of the task that runs is on the tape already.
        self.told_end = False
        self.own = _Own(own, named, self.text)
        #: Whether this iteration of the loop is on the tape: it's told before its first callback.
        self.told_iteration = True
        #: How many callbacks it takes from the queue, and how many there have no part in asyncio's order.
        self.due = self.uncounted = 0
        #: How many callbacks have begun, and which of them is to find a constant changed.
        self.callbacks = self.change_at = 0
        #: How many had begun when the clock moved last.
        self.callbacks_before = 0
        #: The event that tells of the last pause of a task, if one has paused.
        self.paused = None
        self._changes = []
        self.iterations = self.timers = self.tasks = self.names = self.births = self.resources = 0
        #: What CPython would write to stderr, in full; events say what it's about.
        self.stderr = []
        #: What was written to stderr, report by report.
        self.told = Told()
        #: By the identities of tracebacks: the tasks whose frames begin there (tracebacks.py).
        self.sections = {}
        self.local = _Local()
        #: A queue or barrier that is making its parts: its number, and the role of those that wait.
        self.whole = None
        #: The job that runs in a thread of its own; None while the loop's thread runs.
        self.thread = None
        self.others = Others()
        #: What threads did: (worker's number, job's name, start, end or None, when it slept).
        self.threads = []
        #: By a resource's number, from 1: what it is, and which of its kind.
        self.made = []
        self._counts = [0] * len(schema.RESOURCES)
        self.variables = variables and sys.version_info >= (3, 13)
        #: How many letters they had.
        self.variables_told = 0
        self.input = list(answers)
        #: The end of what was printed since the last answer.
        self.said = ""
        #: The program's lines that ran when it was cut off, the outermost first: (file, function, line).
        self.stopped_at = []
        self.latency, self.bandwidth = latency, bandwidth

    def change_later(self, changes, names):
        """`changes`: after so many callbacks, a name gets a value in the module's `names`."""
        self._names = names
        self._changes = sorted(changes, key=lambda change: change[0])
        self.change_at = self._changes[0][0] + 1 if self._changes else 0

    def change(self):
        """The callback that is about to begin finds what was to change by now."""
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
        self.add((self.now, value, about, self.by, subject, text, second, line, file, kind, detail))

    def make(self, kind, limit=0.0):
        """The number of a resource that is made."""
        self.resources += 1
        self._counts[kind] += 1
        self.made.append((kind, self._counts[kind]))
        self.emit(schema.MADE, 0, self.resources, limit, kind)
        return self.resources

    def report(self, kind, text, line=0, file=0):
        self.emit(schema.REPORTED, detail=kind, text=self.text(text), line=line, file=file)

    def wrote(self, text):
        """A piece of what goes to stderr: told as what it is about, if that is known, and then once."""
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
        """Nothing goes on once the run is over, whatever the program does about it."""
        if self.ending is not None:
            raise EndOfRun

    def end(self, why, error=EndOfRun):
        """Cuts the run off: no clean-up of the program's is recorded."""
        self.ending = why
        self.stop()
        self.on_cut()
        raise error

    def advance(self, when):
        """Moves the clock to `when`, or ends the run if that is past its end."""
        self.check()
        if when > self.until:
            self.end("until")
        if when > self.now:
            self.now = when
            self.callbacks_before = self.callbacks
            self.emit(schema.CLOCK)

    def hold(self, until, over=lambda: False):
        """The callback that runs blocks until then, or until `over()`; other threads go on. Gives what
        `over()` says last."""
        self.others.let_run()
        told = False
        while not (is_over := over()):
            when = min(self.others.next(), until)
            if when == math.inf:
                self.deadlock()
            if when > self.now or not told:
                told = True
                self.emit(schema.HELD, value=when if until == math.inf else until)
            self.advance(when)
            if self.others.next() > when:
                return over()
            self.others.go_on()
        return is_over

    def does(self, what, *args):
        """Calls it for the thread that runs, at the moment to which that one has come."""
        if self.thread is None:
            what(*args)
        else:
            self.thread.does(what, *args)

    def wait(self, over, until=math.inf):
        """The same for the thread that runs, whichever it is."""
        return self.hold(until, over) if self.thread is None else self.thread.wait(over, until)

    def run_out(self):
        """The program's own thread has ended: the others go on to their end."""
        self.others.let_run()
        while (when := self.others.next()) < math.inf:
            self.advance(when)
            self.others.go_on()

    def deadlock(self):
        self.check()
        self.emit(schema.DEADLOCK)
        self.end("deadlock")

    def tell_iteration(self):
        """Before the first callback of an iteration: how many CPython's loop takes from the queue in it."""
        self.told_iteration = True
        self.add((self.now, self.due - self.uncounted, 0, self.by, self.iterations, 0, 0, 0, 0,
                  schema.ITERATION, 0))

    def turn(self):
        """Once an iteration of the loop: what has become too long ends here."""
        if self.ending is not None:
            raise EndOfRun
        if not self.told_iteration:
            self.tell_iteration()  # of callbacks that were all cancelled
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
    """The text, by a source's file name, that names it in events: 0 for the main one. None for files
    that are not the program's own."""

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
    """No address is ever shown."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text)


R = Recorder()
