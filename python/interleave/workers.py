"""An executor with simulated workers: threads.py has the rules."""

import contextvars
import functools
import threading
from collections import deque
from concurrent.futures import _base, thread as thread_pools

from . import schema
from .jobs import Job, moments
from .recorder import R

WORKERS = 8


class Worker:
    def __init__(self, pool, name):
        self._pool = pool
        self.number = next(moments().workers)
        self.context = contextvars.Context()
        self.thread = threading.Thread(name=name, daemon=True)
        R.emit(schema.THREAD_STARTED, subject=self.number, text=R.text(name))

    def work(self):
        """Takes jobs until one takes time, or none is left."""
        while self._pool.waiting:
            job = self._pool.waiting.popleft()
            if job.future.set_running_or_notify_cancel() and not job.run(self):
                return
        self._pool.rest(self)


class ThreadPoolExecutor(_base.Executor):
    """Replaces CPython's."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = WORKERS
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(moments().pools)}"
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
        job.number = next(moments().jobs)
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
        """The next job goes to the idle worker that has waited longest."""
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
