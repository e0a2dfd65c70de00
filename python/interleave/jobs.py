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
import weakref
from concurrent.futures import _base

from . import clock, schema
from .recorder import EndOfRun, Others, R


class Moments(Others):
    """What simulated threads do, each at its moment."""

    def __init__(self):
        self._heap = []
        self._numbers = itertools.count()
        self.jobs, self.workers, self.pools = itertools.count(), itertools.count(1), itertools.count()

    def add(self, job, what, *args):
        """At the moment to which the job's clock has come."""
        self.add_at(job.now, job.place, what, *args)

    def add_at(self, when, place, what, *args):
        """At that place among those that do something at the same moment."""
        heapq.heappush(self._heap, (when, place, next(self._numbers), what, args))

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
    def __init__(self, job):
        super().__init__()
        self._number = job.number
        self._job = weakref.ref(job)

    def __hash__(self):
        """A set of futures has an order that depends on no address."""
        return self._number

    def done(self):
        return super().done() or self._is_over_for_caller()

    def running(self):
        return super().running() and not self._is_over_for_caller()

    def result(self, timeout=None):
        self._come_to_its_end(timeout)
        if not self._is_over_for_caller():
            return super().result(timeout if R.thread is None else 0)
        result, error = self._job().outcome
        try:
            if error is not None:
                raise error
            return result
        finally:
            self = error = None

    def exception(self, timeout=None):
        self._come_to_its_end(timeout)
        if not self._is_over_for_caller():
            return super().exception(timeout if R.thread is None else 0)
        return self._job().outcome[1]

    def _come_to_its_end(self, timeout):
        """A job's own clock does, if it's a job that asks."""
        if R.thread is not None and not self.done() and (timeout is None or timeout > 0):
            R.thread.wait_for(self._job(), timeout)

    def _is_over_for_caller(self):
        """Whether it's a job that asks, whose own clock is past this one's end, though the loop's isn't."""
        return R.thread is not None and R.thread.is_past(self._job())


_Future.__name__ = _Future.__qualname__ = "Future"
_Future.__module__ = _base.Future.__module__


class Job:
    """A call of a function in a worker. `live` says whether its clock shows the run's time: what it
    does then comes to pass at once."""

    def __init__(self, call):
        self.number = next(moments().jobs)
        self.future = _Future(self)
        #: The task that has given it to the executor; 0 for none.
        self.task = R.by
        self._call = call
        self.now = 0.0
        self.live = True
        self.worker = None
        #: Where it comes among those that do something at the same moment, but for the count of its sleeps.
        self._place = self.number, 0
        #: What its function gave: a result and None, or None and an error. Until that's delivered.
        self.outcome = None
        #: When it ends, and its place then, once its function has run.
        self._ends = None
        #: The place after each of its sleeps.
        self._places = []
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

    @property
    def place(self):
        first, second = self._place
        return first, second + len(self.slept)

    def run(self, worker):
        """Says whether it took no time: then its end is delivered already."""
        self.worker, self.now, self._place = worker, R.now, (self.number, 0)
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
        self.outcome, self._ends = (result, error), (self.now, self.place)
        self._lane = len(R.threads)
        R.threads.append((worker.number, self.name, started, self._end(), self.slept))
        try:
            if self.live:
                return self._deliver()
            if not self._cut:
                R.others.add(self, self._ended)
            return False
        finally:
            error = None  # its traceback leads back to this frame

    def _end(self):
        return None if self._cut else self.now

    def _ended(self):
        if self._deliver():
            self.worker.work()

    def _deliver(self):
        self.live = True
        (result, error), self.outcome = self.outcome, None
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
        first, second = self._places[self._told]
        self._tell_sleep(until)
        self._told += 1
        R.others.add_at(until, (first, second + self._told - 0.5), self._wake)

    def _wake(self):
        R.emit(schema.JOB_WOKE, subject=self.worker.number)
        if self._told < len(self.slept):
            first, second = self._places[self._told - 1]
            R.others.add_at(R.now, (first, second + self._told + 0.5), self._fall_asleep)

    def sleep(self, seconds):
        self._sleep_until(self.now + seconds, (self.number, 0))

    def _sleep_until(self, until, place):
        if self._cut:
            raise _CutOff
        if until > R.until:
            self.does(self._tell_sleep, until)
            self.now, self.live, self._cut = until, False, True
            R.others.add(self, self._go_on)
            raise _CutOff
        if 2 * len(self.slept) > R.most_events:
            R.end("events")
        self._place = place
        self._places.append(place)
        self.slept.append((self.now, until))
        self.now = until
        if self.live:
            self.live = False
            self._fall_asleep()

    def _go_on(self):
        """It would, if the run hadn't come to its end there."""
        R.check()

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

    def wait_for(self, other, timeout):
        """As a thread does. The other's function has run already, so that its end is known; else nobody knows when
        it will be."""
        if other is None or other._ends is None:
            raise RuntimeError(_HAS_NOT_BEGUN)
        until = math.inf if timeout is None else self.now + clock.felt(self.now, timeout)
        self._sleep_until(*min(other._ends, (until, (self.number, 0))))

    def is_past(self, other):
        """Whether the other has ended, for one that reads this one's clock."""
        return (other is not None and other.outcome is not None and not other._cut and not self.live
                and other._ends < (self.now, self.place))


_CANNOT_WAIT = ("A job in a simulated thread can't wait for another thread, because its function runs in "
                "one go: let it return, and wait in the coroutine that awaits it.")
_HAS_NOT_BEGUN = ("A job in a simulated thread can wait for another one only once that has begun, because its "
                  "function runs in one go: let it return, and wait in the coroutine that awaits it.")
