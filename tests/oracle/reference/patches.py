"""Puts a run's clock, loop and tasks where a program finds CPython's."""

import asyncio
import datetime
import sys
import time
from asyncio import base_events, events, futures, runners, staggered, taskgroups, tasks

from .loop import loop_class, policy_class
from .pinned import OrderedSet, TimerHandle, births
from .run import Output
from .task import task_class

IMPLEMENTATIONS = ("c", "python", "untouched")


def apply(run, filename, implementation="c"):
    """`implementation`: whose tasks are recorded, CPython's C ones or its Python ones;
    'untouched' leaves the C ones as they are, and records printed lines only."""
    _output(run)
    _clock(run)
    _loop(run)
    _orders()
    if implementation == "python":
        _python_tasks()
    if implementation == "untouched":
        _births(run)
    else:
        _tasks(task_class(tasks._PyTask if implementation == "python" else tasks._CTask,
                          run, filename))


def _output(run):
    sys.stdout = sys.__stdout__ = Output(run.output)
    sys.stderr = sys.__stderr__ = Output(run.complaint)
    sys.unraisablehook = sys.__unraisablehook__
    sys.excepthook = sys.__excepthook__


def _clock(run):
    original_sleep = getattr(time.sleep, "__wrapped__", time.sleep)

    def sleep(seconds):
        """Moves the clock and runs nothing."""
        if not isinstance(seconds, (int, float)) or not 0 <= seconds < 9223372036:
            original_sleep(seconds)  # raises
        run.advance(run.now + seconds)

    def now():
        return run.now

    def nanoseconds():
        return round(run.now * 1e9)

    time.sleep = sleep
    for name in ("time", "monotonic", "perf_counter"):
        setattr(time, name, now)
        setattr(time, f"{name}_ns", nanoseconds)
    # Running code takes no time.
    time.process_time = time.thread_time = lambda: 0.0
    time.process_time_ns = time.thread_time_ns = lambda: 0
    _calendar(run)


def _calendar(run):
    """Dates count from the epoch, in UTC."""
    gmtime, strftime, asctime = time.gmtime, time.strftime, time.asctime

    def virtual_gmtime(seconds=None):
        return gmtime(run.now if seconds is None else seconds)

    time.gmtime = time.localtime = virtual_gmtime
    time.strftime = lambda form, t=None: strftime(form, virtual_gmtime() if t is None else t)
    time.asctime = lambda t=None: asctime(virtual_gmtime() if t is None else t)
    time.ctime = lambda seconds=None: asctime(virtual_gmtime(seconds))

    class virtual_datetime(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(run.now, tz or datetime.timezone.utc).replace(tzinfo=tz)

        @classmethod
        def utcnow(cls):
            return cls.now()

        @classmethod
        def today(cls):
            return cls.now()

    virtual_datetime.__name__ = virtual_datetime.__qualname__ = "datetime"
    virtual_datetime.__module__ = "datetime"
    datetime.datetime = virtual_datetime


def _loop(run):
    loop = loop_class(run)
    policy = policy_class(loop)
    asyncio.EventLoop = asyncio.SelectorEventLoop = loop
    asyncio.DefaultEventLoopPolicy = policy
    events._event_loop_policy = policy()
    asyncio.run = runners.run
    events.TimerHandle = asyncio.TimerHandle = TimerHandle


def _orders():
    # asyncio's modules find this name before the builtin one.
    tasks.set = taskgroups.set = staggered.set = OrderedSet
    if hasattr(tasks, "_AsCompletedIterator"):
        tasks._AsCompletedIterator = _as_completed_iterator(tasks._AsCompletedIterator)
    unordered = tasks.all_tasks

    def all_tasks(loop=None):
        return OrderedSet(unordered(loop))

    tasks.all_tasks = asyncio.all_tasks = all_tasks


def _as_completed_iterator(base):
    class AsCompletedIterator(base):
        # CPython's, but for the set that it builds by a comprehension: where tasks are done
        # already, as eager ones may be, its order is that of the results.
        def __init__(self, aws, timeout):
            super().__init__((), None)
            loop = events.get_event_loop()
            self._todo = OrderedSet(tasks.ensure_future(aw, loop=loop) for aw in OrderedSet(aws))
            self._todo_left = len(self._todo)
            for future in self._todo:
                future.add_done_callback(self._handle_completion)
            if self._todo and timeout is not None:
                self._timeout_handle = loop.call_later(timeout, self._handle_timeout)

    return AsCompletedIterator


def _python_tasks():
    """Everything that has both a C and a Python form, in its Python form."""
    tasks.current_task = asyncio.current_task = tasks._py_current_task
    futures.Future = asyncio.Future = futures._PyFuture
    unordered = tasks._py_all_tasks

    def all_tasks(loop=None):
        return OrderedSet(unordered(loop))

    tasks.all_tasks = asyncio.all_tasks = all_tasks


def _births(run):
    """Notes the order of creation of tasks that cannot carry it themselves."""
    create_task = base_events.BaseEventLoop.create_task

    def noting(self, coro, **kwargs):
        birth = next(run.births)  # an eager task may create others before it is there
        task = create_task(self, coro, **kwargs)
        births[task] = birth
        return task

    base_events.BaseEventLoop.create_task = noting


def _tasks(task):
    tasks.Task = asyncio.Task = task
    if hasattr(tasks, "create_eager_task_factory"):
        tasks.eager_task_factory = asyncio.eager_task_factory = (
            tasks.create_eager_task_factory(task))
    if sys.version_info < (3, 13):
        def create_task(coro, *, name=None, context=None):
            return events.get_running_loop().create_task(coro, name=name, context=context)

        tasks.create_task = asyncio.create_task = create_task
