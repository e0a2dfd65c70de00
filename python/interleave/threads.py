"""Threads on the virtual clock, which real threads don't follow, so functions in an executor run in simulated
ones.

A job starts when it's submitted if a worker is free, else when one becomes free, first come, first served.
Its function runs completely at its start, on its own clock, which its sleeps advance. What it prints appears,
and its end is delivered, at those later moments. Of jobs with effects at the same moment, the one submitted
first comes first, and the loop's thread comes last.

Real threads do the same, as long as a job's function reads nothing that another thread changes while it
sleeps, and changes nothing after a sleep that another thread reads: such effects on shared objects aren't
modelled, because they come too early.
"""

import asyncio
import concurrent.futures
import math
import queue
import threading
import types
import _threading_local
from asyncio import base_events, futures, tasks
from concurrent.futures import thread as thread_pools

from . import clock
from .recorder import R
from .workers import ThreadPoolExecutor

_current_thread, _get_ident = threading.current_thread, threading.get_ident


class _Closing:
    """Replaces the thread in which a loop shuts its executor down."""

    def __init__(self, target, args):
        self._loop, [self._future] = target.__self__, args

    def start(self):
        pool = self._loop._default_executor
        pool.shutdown(wait=False)
        pool.when_idle(self._closed)

    def _closed(self):
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(futures._set_result_unless_cancelled, self._future, None)

    def join(self, timeout=None):
        """Does nothing: the thread has ended when the future has its result."""

    def is_alive(self):
        return not self._future.done()


class Lock:
    """Replaces threading.Lock, and so works inside events, conditions, semaphores and queues."""

    def __init__(self):
        self._is_locked = False

    def acquire(self, blocking=True, timeout=-1):
        if self._is_locked and blocking and timeout != 0:
            now = (R.thread or R).now
            until = math.inf if timeout < 0 else now + clock.felt(now, timeout)
            R.wait(lambda: not self._is_locked, until)
        if self._is_locked:
            return False
        self._is_locked = True
        return True

    def release(self):
        if not self._is_locked:
            raise RuntimeError("release unlocked lock")
        self._is_locked = False

    def locked(self):
        return self._is_locked

    __enter__ = acquire

    def __exit__(self, *exc):
        self.release()


Lock.__name__ = Lock.__qualname__ = "lock"
Lock.__module__ = "_thread"


def current_thread():
    return _current_thread() if R.thread is None else R.thread.worker.thread


def get_ident():
    return _get_ident() if R.thread is None else _get_ident() + R.thread.worker.number


NO_THREADS = ("A program can't start threads of its own here: asyncio.to_thread and ThreadPoolExecutor run "
              "functions in simulated ones.")


def _start(thread):
    raise RuntimeError(NO_THREADS)


_run_coroutine_threadsafe = tasks.run_coroutine_threadsafe


def run_coroutine_threadsafe(coro, loop):
    """Works from the loop's own thread, as in CPython."""
    if R.thread is None:
        return _run_coroutine_threadsafe(coro, loop)
    coro.close()
    raise RuntimeError("A job in a simulated thread can't run a coroutine on the loop: let the function "
                       "return, and await the coroutine where the job is awaited.")


def install():
    thread_pools.ThreadPoolExecutor = concurrent.futures.ThreadPoolExecutor = ThreadPoolExecutor
    threading.Lock = threading._allocate_lock = Lock
    threading._time = queue.time = clock.now
    queue.SimpleQueue = queue._PySimpleQueue
    threading.local = _threading_local.local
    threading.current_thread = _threading_local.current_thread = current_thread
    threading.get_ident = get_ident
    threading.Thread.start = _start
    base_events.threading = types.SimpleNamespace(**{**vars(threading), "Thread": _Closing})
    tasks.run_coroutine_threadsafe = asyncio.run_coroutine_threadsafe = run_coroutine_threadsafe
