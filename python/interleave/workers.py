"""An executor whose workers are simulated: the rules are in threads.py."""

import asyncio
import contextlib
import contextvars
import functools
import heapq
import itertools
import math
import threading
from collections import deque
from concurrent.futures import _base, thread as thread_pools

from .recorder import EndOfRun, Others, R

WORKERS = 8


class Moments(Others):
    """What simulated threads do, each at its moment."""

    def __init__(self):
        self._heap = []
        self._numbers = itertools.count()
        self.jobs, self.workers, self.pools = itertools.count(), itertools.count(1), itertools.count()

    def add(self, job, what, *args):
        """At the moment to which the job's clock has come."""
        heapq.heappush(self._heap, (job.now, job.number, next(self._numbers), what, args))

    def next(self):
        return self._heap[0][0] if self._heap else math.inf

    def go_on(self):
        *_, what, args = heapq.heappop(self._heap)
        with _as(None):
            what(*args)


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
        self.number = next(R.others.jobs)
        self.future = _Future(self.number)
        self._call = call
        self.now = 0.0
        self.live = True
        self.worker = None
        self._slept = []
        self._cut = False

    @property
    def name(self):
        function, args = self._call.func, self._call.args
        while isinstance(function, functools.partial):
            function, args = function.func, function.args + args
        if isinstance(getattr(function, "__self__", None), contextvars.Context):
            function = args[0]  # as asyncio.to_thread has it
        return getattr(function, "__name__", type(function).__name__)

    def run(self, worker):
        """Says whether it took no time: then its end is delivered already."""
        self.worker, self.now = worker, R.now
        started, result, error = R.now, None, None
        try:
            with _as(self):
                result = worker.context.run(self._call)
        except EndOfRun:
            raise
        except BaseException as raised:
            error = raised
        self._lane = len(R.threads)
        R.threads.append((worker.number, self.name, started, self._end(), self._slept))
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
            R.others.add(self, self.worker.work)
        return self.live

    def sleep(self, seconds):
        self.live = False
        if not self._cut and self.now + seconds > R.until:
            self.now += seconds
            R.others.add(self, R.check)  # it would go on then
            self._cut = True
        if self._cut:
            raise _CutOff
        if len(self._slept) > R.most_events:
            R.end("events")
        self._slept.append((self.now, self.now + seconds))
        self.now += seconds

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


class Worker:
    def __init__(self, pool, name):
        self._pool = pool
        self.number = next(R.others.workers)
        self.context = contextvars.Context()
        self.thread = threading.Thread(name=name, daemon=True)

    def work(self):
        """Takes jobs until one of them takes time, or none is left."""
        while self._pool.waiting:
            job = self._pool.waiting.popleft()
            if job.future.set_running_or_notify_cancel() and not job.run(self):
                return
        self._pool.rest(self)


class ThreadPoolExecutor(_base.Executor):
    """In the place of CPython's."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = WORKERS
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(R.others.pools)}"
        self._initializer = initializer and functools.partial(initializer, *initargs)
        self._is_shut = self._is_broken = False
        self._workers = 0
        self._resting = deque()
        self._when_idle = []
        self.waiting = deque()

    def submit(self, fn, /, *args, **kwargs):
        if self._is_broken:
            raise thread_pools.BrokenThreadPool(_BROKEN)
        if self._is_shut:
            raise RuntimeError("cannot schedule new futures after shutdown")
        job = Job(functools.partial(fn, *args, **kwargs))
        if R.thread is None:
            self._take(job)
        else:
            R.thread.does(self._take, job)
        return job.future

    def _take(self, job):
        job.number = next(R.others.jobs)
        self.waiting.append(job)
        if self._resting:
            self._resting.popleft().work()
        elif self._workers < self._max_workers:
            self._workers += 1
            worker = Worker(self, f"{self._prefix}_{self._workers - 1}")
            if self._initializer is None or self._initializes(worker):
                worker.work()

    def _initializes(self, worker):
        job = Job(self._initializer)
        job.future.add_done_callback(self._initialized)
        return job.run(worker)

    def _initialized(self, future):
        error = future.exception()
        if error is not None:
            self._is_broken = True
            _base.LOGGER.critical("Exception in initializer:", exc_info=error)
            while self.waiting:
                self.waiting.popleft().future.set_exception(thread_pools.BrokenThreadPool(_BROKEN))

    def rest(self, worker):
        """Of the workers that rest, the next job is for the one that has rested longest."""
        self._resting.append(worker)
        while self._when_idle and self.is_idle():
            self._when_idle.pop(0)()

    def is_idle(self):
        return len(self._resting) == self._workers and not self.waiting

    def when_idle(self, call):
        if self.is_idle():
            call()
        else:
            self._when_idle.append(call)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._is_shut = True
        while cancel_futures and self.waiting:
            self.waiting.popleft().future.cancel()
        if wait:
            R.wait(self.is_idle)


_BROKEN = "A thread initializer failed, the thread pool is not usable anymore"
