"""Jobs of executors, each a function that runs wholly at its start, on a clock of its own: the rules are in threads.py.

Each is told of at its moments: when it begins, sleeps, goes on, and ends.
"""

import asyncio
import contextlib
import contextvars
import functools
import heapq
import itertools
import math
from concurrent.futures import _base

from . import schema
from .recorder import EndOfRun, Others, R


class Moments(Others):
    """What simulated threads do, each at its moment."""

    def __init__(self):
        self._heap = []
        self._numbers = itertools.count()
        self.jobs, self.workers, self.pools = itertools.count(), itertools.count(1), itertools.count()

    def add(self, job, what, *args):
        """At the moment to which the job's clock has come."""
        self.add_at(job, job.now, len(job.slept), what, *args)

    def add_at(self, job, when, sleeps, what, *args):
        """After that many of the job's sleeps."""
        heapq.heappush(self._heap, (when, job.number, sleeps, next(self._numbers), what, args))

    def next(self):
        return self._heap[0][0] if self._heap else math.inf

    def go_on(self):
        *_, what, args = heapq.heappop(self._heap)
        with _as(None):
            what(*args)


def moments():
    """This run's."""
    if not isinstance(R.others, Moments):
        R.others = Moments()
    return R.others


@contextlib.contextmanager
def _as(job):
    """While a job runs, or what it does comes to pass: no task runs, and no loop."""
    before = R.thread, R.by, R.outer, R.told_end
    loop = asyncio._get_running_loop()
    R.thread, R.by, R.outer, R.told_end = job, 0, [], False
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        R.thread, R.by, R.outer, R.told_end = before
        asyncio._set_running_loop(loop)


class _CutOff(BaseException):
    """Leaves a function that would go on past the end of the run."""


class _Future(_base.Future):
    def __init__(self, number):
        super().__init__()
        self._number = number

    def __hash__(self):
        """A set of futures has an order that depends on no address."""
        return self._number


_Future.__name__ = _Future.__qualname__ = "Future"
_Future.__module__ = _base.Future.__module__


class Job:
    """A call of a function in a worker. `live` says whether its clock shows the run's time: what it
    does then comes to pass at once."""

    def __init__(self, call):
        self.number = next(moments().jobs)
        self.future = _Future(self.number)
        #: The task that has given it to the executor; 0 for none.
        self.task = R.by
        self._call = call
        self.now = 0.0
        self.live = True
        self.worker = None
        #: When it slept: from, to.
        self.slept = []
        #: How many of these are on the tape.
        self._told = 0
        self._failure = None
        self._cut = False

    @property
    def name(self):
        function, args = self._call.func, self._call.args
        while isinstance(function, functools.partial):
            function, args = function.func, function.args + args
        if isinstance(getattr(function, "__self__", None), contextvars.Context):
            function = args[0]  # as asyncio.to_thread has it
        name = getattr(function, "__name__", None)
        return name if isinstance(name, str) else type(function).__name__

    def run(self, worker):
        """Says whether it took no time: then its end is delivered already."""
        self.worker, self.now = worker, R.now
        started, result, error = R.now, None, None
        R.emit(schema.JOB_BEGAN, self.task, worker.number, text=R.text(self.name))
        try:
            with _as(self):
                result = worker.context.run(self._call)
        except EndOfRun:
            raise
        except BaseException as raised:
            error = raised
            self._failure = type(raised).__name__
        self._lane = len(R.threads)
        R.threads.append((worker.number, self.name, started, self._end(), self.slept))
        try:
            if self.live:
                return self._deliver(result, error)
            if not self._cut:
                R.others.add(self, self._ended, result, error)
            return False
        finally:
            error = None  # its traceback leads back to this frame

    def _end(self):
        return None if self._cut else self.now

    def _ended(self, result, error):
        try:
            if self._deliver(result, error):
                self.worker.work()
        finally:
            error = None

    def _deliver(self, result, error):
        self.live = True
        try:
            with _as(self):
                if error is None:
                    self.future.set_result(result)
                else:
                    self.future.set_exception(error)
        finally:
            error = None
        if not self.live:  # a callback of the future's slept
            number, name, started, _, slept = R.threads[self._lane]
            R.threads[self._lane] = number, name, started, self._end(), slept
            R.others.add(self, self._rest)
        else:
            self._tell_end()
        return self.live

    def _rest(self):
        self._tell_end()
        self.worker.work()

    def _tell_end(self):
        how = schema.JOB_DONE if self._failure is None else schema.JOB_FAILED
        R.emit(schema.JOB_ENDED, subject=self.worker.number, detail=how, text=R.text(self._failure or ""))

    def _tell_sleep(self, until):
        R.emit(schema.JOB_SLEPT, subject=self.worker.number, value=max(until, R.now))

    def _fall_asleep(self):
        _, until = self.slept[self._told]
        self._tell_sleep(until)
        self._told += 1
        R.others.add_at(self, until, self._told - 0.5, self._wake)

    def _wake(self):
        R.emit(schema.JOB_WOKE, subject=self.worker.number)
        if self._told < len(self.slept):
            R.others.add_at(self, R.now, self._told + 0.5, self._fall_asleep)

    def sleep(self, seconds):
        if self._cut:
            raise _CutOff
        until = self.now + seconds
        if until > R.until:
            self.does(self._tell_sleep, until)
            self.now, self.live, self._cut = until, False, True
            R.others.add(self, R.check)  # it would go on then
            raise _CutOff
        if 2 * len(self.slept) > R.most_events:
            R.end("events")
        self.slept.append((self.now, until))
        self.now = until
        if self.live:
            self.live = False
            self._fall_asleep()

    def end(self, why, error):
        """Ends the run, when the clock has come so far."""
        self.does(R.end, why, error)
        self._cut, self.live = True, False
        raise _CutOff

    def does(self, what, *args):
        if self.live:
            with _as(None):
                what(*args)
        elif not self._cut:
            R.others.add(self, what, *args)

    def wait(self, over, until):
        """For another thread: only a time limit can be kept to."""
        if until == math.inf and not over():
            raise RuntimeError(_CANNOT_WAIT)
        if not over():
            self.sleep(max(until - self.now, 0))
        return over()


_CANNOT_WAIT = ("A job in a simulated thread can't wait for another thread, because its function runs in "
                "one go: let it return, and wait in the coroutine that awaits it.")
