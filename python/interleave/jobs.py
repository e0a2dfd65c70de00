"""Jobs of executors. Each is a function that runs completely at its start, on its own clock: threads.py has
the rules.

A job's events are recorded at their own moments: when it begins, sleeps, wakes up and ends.
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
    """What simulated threads do, each thing at its moment."""

    def __init__(self):
        self._heap = []
        self._numbers = itertools.count()
        self.jobs, self.workers, self.pools = itertools.count(), itertools.count(1), itertools.count()

    def add(self, job, what, *args):
        """Schedules it for the job's current time."""
        self.add_at(job.now, job.place, what, *args)

    def add_at(self, when, place, what, *args):
        """Schedules it. `place` orders it among everything at the same moment."""
        heapq.heappush(self._heap, (when, place, next(self._numbers), what, args))

    def next(self):
        return self._heap[0][0] if self._heap else math.inf

    def go_on(self):
        *_, what, args = heapq.heappop(self._heap)
        with _as(None):
            what(*args)


def moments():
    """This run's moments."""
    if not isinstance(R.others, Moments):
        R.others = Moments()
    return R.others


@contextlib.contextmanager
def _as(job):
    """While a job runs, or one of its effects happens: there's no current task and no running loop."""
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
    """Leaves a function that would continue after the end of the run."""


class _Future(_base.Future):
    def __init__(self, job):
        super().__init__()
        self._number = job.number
        self._job = weakref.ref(job)

    def __hash__(self):
        """Makes the order of a set of futures independent of addresses."""
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
        """Lets the calling job's clock, if a job calls, advance to the end of this one."""
        if R.thread is not None and not self.done() and (timeout is None or timeout > 0):
            R.thread.wait_for(self._job(), timeout)

    def _is_over_for_caller(self):
        """Whether a job is calling whose own clock is past this one's end, although the loop's isn't."""
        return R.thread is not None and R.thread.is_past(self._job())


_Future.__name__ = _Future.__qualname__ = "Future"
_Future.__module__ = _base.Future.__module__


class Job:
    """A function call in a worker. `live` means that its clock is at the run's time, so its effects happen at
    once."""

    def __init__(self, call):
        self.number = next(moments().jobs)
        self.future = _Future(self)
        #: The task that submitted it to the executor; 0 for none.
        self.task = R.by
        self._call = call
        self.now = 0.0
        self.live = True
        self.worker = None
        #: Its order among everything at the same moment, not counting its sleeps.
        self._place = self.number, 0
        #: The function's outcome until it's delivered: a result and None, or None and an error.
        self.outcome = None
        #: When it ends, and its place then, once its function has run.
        self._ends = None
        #: The place after each of its sleeps.
        self._places = []
        #: Its sleeps: from, to.
        self.slept = []
        #: How many of these have been recorded.
        self._told = 0
        self._failure = None
        self._cut = False

    @property
    def name(self):
        function, args = self._call.func, self._call.args
        while isinstance(function, functools.partial):
            function, args = function.func, function.args + args
        if isinstance(getattr(function, "__self__", None), contextvars.Context):
            function = args[0]  # as in asyncio.to_thread
        name = getattr(function, "__name__", None)
        return name if isinstance(name, str) else type(function).__name__

    @property
    def place(self):
        first, second = self._place
        return first, second + len(self.slept)

    def run(self, worker):
        """Runs the function. Returns whether it took no time, in which case its end has been delivered."""
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
            error = None  # its traceback refers to this frame

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
        if not self.live:  # a callback of the future slept
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
        """Only reached at the end of the run, which this raises."""
        R.check()

    def end(self, why, error):
        """Ends the run once the clock gets there."""
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
        """Waits for another thread, which works only up to a timeout."""
        if until == math.inf and not over():
            raise RuntimeError(_CANNOT_WAIT)
        if not over():
            self.sleep(max(until - self.now, 0))
        return over()

    def wait_for(self, other, timeout):
        """Waits as a thread does. The other job's function must have run already, or else its end isn't known
        yet."""
        if other is None or other._ends is None:
            raise RuntimeError(_HAS_NOT_BEGUN)
        until = math.inf if timeout is None else self.now + clock.felt(self.now, timeout)
        self._sleep_until(*min(other._ends, (until, (self.number, 0))))

    def is_past(self, other):
        """Whether the other job has ended, by this job's clock."""
        return (other is not None and other.outcome is not None and not other._cut and not self.live
                and other._ends < (self.now, self.place))


_CANNOT_WAIT = ("A job in a simulated thread can't wait for another thread, because its function runs in "
                "one go: let it return, and wait in the coroutine that awaits it.")
_HAS_NOT_BEGUN = ("A job in a simulated thread can wait for another one only once that has begun, because its "
                  "function runs in one go: let it return, and wait in the coroutine that awaits it.")
