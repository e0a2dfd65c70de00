"""Real threads in lock step: the reference for simulated ones (python/interleave/threads.py, workers.py).

Python's own threads and executors run, but only one thread at any moment: the one that has the baton. A
thread passes it on when it sleeps, when it waits for a lock, and at its end. It goes by way of the main
thread, which moves the clock. Of the threads whose sleep is over at the same moment, the one whose job was
submitted first goes on first, and the main thread last.
"""

import asyncio
import itertools
import math
import os
import queue
import threading
from asyncio import tasks
from _thread import allocate_lock
from concurrent.futures import thread as thread_pools

from interleave import clock, run as runs, threads, workers
from interleave.recorder import Others, R

_bootstrap, _run, _start, _join = (getattr(threading.Thread, name)
                                   for name in ("_bootstrap", "run", "start", "join"))
_submit = thread_pools.ThreadPoolExecutor.submit


class Baton(Others):
    def __init__(self):
        self.threads = []
        self._main = allocate_lock()
        self._main.acquire()
        self.jobs, self.workers = itertools.count(), itertools.count(1)
        #: While an executor takes a job nothing runs: it holds its locks.
        self.submitting = 0

    def _sleeping(self):
        return [thread for thread in self.threads if not thread.over()]

    def next(self):
        self.let_run()
        return min((thread.wakes for thread in self._sleeping()), default=math.inf)

    def go_on(self):
        thread = min(self._sleeping(), key=lambda thread: (thread.wakes, thread.number))
        thread.now = thread.wakes
        thread.over = _at_once
        self.let_run()

    def let_run(self):
        while ready := [thread for thread in self.threads if thread.over()]:
            self._pass_to(min(ready, key=lambda thread: thread.number))

    def _pass_to(self, thread):
        before = R.thread, R.by, R.outer, R.told_end
        R.thread, R.by, R.outer, R.told_end = thread, 0, [], False
        thread.gate.release()
        self._main.acquire()
        R.thread, R.by, R.outer, R.told_end = before

    def passed_back(self):
        self._main.release()

    def close(self):
        """Workers without a job end, and after a run that was cut off all others."""
        thread_pools._shutdown = True
        for jobs in list(thread_pools._threads_queues.values()):
            jobs.put(None)
        if R.ending != "finished":
            for thread in self.threads:
                thread.over = _at_once
        self.let_run()
        thread_pools._shutdown = False


def _at_once():
    return True


class Runner:
    """What R.thread is while a real thread has the baton. `number` is that of its job."""

    def __init__(self):
        self.gate = allocate_lock()
        self.gate.acquire()
        self.now = self.started = R.now
        self.worker = None
        self.slept = []
        self.number = self.wakes = math.inf
        self.over = _at_once
        R.others.threads.append(self)

    def wait(self, over, until=math.inf):
        R.check()
        began, self.over, self.wakes = self.now, over, until
        R.others.passed_back()
        self.gate.acquire()
        self.over, self.wakes = _at_once, math.inf
        R.check()
        self.now = max(self.now, R.now)
        if until < math.inf or self.now > began:
            self.slept.append((began, self.now))
        return over()

    def sleep(self, seconds):
        self.wait(lambda: False, self.now + seconds)

    def does(self, what, *args):
        what(*args)


class Thread(threading.Thread):
    """The methods that threading.Thread gets."""

    def start(self):
        self._runner = Runner()
        _start(self)
        R.wait(_at_once)

    def _bootstrap(self):
        runner = self._runner
        runner.gate.acquire()
        _bootstrap(self)
        R.others.threads.remove(runner)
        R.others.passed_back()

    def run(self):
        self._runner.wait(lambda: not R.others.submitting)
        _run(self)

    def join(self, timeout=None):
        until = math.inf if timeout is None else (R.thread or R).now + timeout
        if R.wait(lambda: self._runner not in R.others.threads, until):
            _join(self)


def submit(pool, /, *args, **more):
    R.others.submitting += 1
    try:
        return _submit(pool, *args, **more)
    finally:
        R.others.submitting -= 1
        R.wait(_at_once)


class WorkItem(thread_pools._WorkItem):
    def __init__(self, *args):
        super().__init__(*args)
        self.number = next(R.others.jobs)

    def run(self, *args):
        thread = R.thread
        if thread.worker is None:
            thread.worker = next(R.others.workers)
            if thread.slept:  # in the initializer
                R.threads.append((thread.worker, "", thread.started, thread.now, thread.slept))
        thread.number, thread.now, thread.slept = self.number, R.now, []
        was_cancelled, started = self.future.cancelled(), R.now
        super().run(*args)
        if not was_cancelled:
            R.threads.append((thread.worker, "", started, None if R.ending else thread.now, thread.slept))
        thread.slept = []  # what follows is no job's


def install(watch=True):
    runs.install(watch, simulate=False)
    R.others = Baton()
    threading.Lock = threading._allocate_lock = threads.Lock
    threading._CRLock = None  # Python's own, which is made of such a lock
    threading._time = queue.time = clock.now
    queue.SimpleQueue = queue._PySimpleQueue
    for name in ("start", "_bootstrap", "run", "join"):
        setattr(threading.Thread, name, vars(Thread)[name])
    thread_pools._global_shutdown_lock = threads.Lock()
    thread_pools._WorkItem = WorkItem
    thread_pools.ThreadPoolExecutor.submit = submit
    thread_pools.ThreadPoolExecutor._counter = itertools.count().__next__
    os.cpu_count = os.process_cpu_count = lambda: workers.WORKERS - 4
    tasks.run_coroutine_threadsafe = asyncio.run_coroutine_threadsafe = threads.run_coroutine_threadsafe
