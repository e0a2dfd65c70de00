"""A witness that knows nothing of the tracer: tasks on the bare loop that record what becomes of them.

A task is CPython's own, subclassed; what it drives is not the coroutine itself but a `Probe` round it.
CPython resumes a coroutine by `send` and `throw` alone, and forwards a cancellation through the `cancel`
attribute, so that both can be seen from outside while every decision stays with CPython.
"""

import asyncio
import collections.abc
import weakref
from asyncio import base_events, coroutines, events, futures, tasks

import lockstep
from interleave import orders, run as runs, stack, tasks as traced
from interleave.recorder import R
from interleave.schema import (CANCEL, CANCELLED, CREATED, DONE, ENDED, FAILED, RENAMED, STEPPED, SUSPENDED)

IMPLEMENTATIONS = ("tracer", "c", "python", "untouched", "lockstep")


def install(implementation):
    """Whose records are wanted: the tracer's; on the bare loop those of CPython's C tasks or of its Python
    ones, as the probe sees them; what is printed with tasks untouched; or the tracer's with real threads."""
    if implementation == "lockstep":
        lockstep.install()
        return
    runs.install(watch=implementation == "tracer")
    if implementation == "c":
        traced.install(task_class(tasks._CTask))
    elif implementation == "python":
        # Everything that has both a C and a Python form, in its Python form.
        tasks.current_task = asyncio.current_task = tasks._py_current_task
        futures.Future = asyncio.Future = futures._PyFuture
        orders.install(getattr(tasks, "_py_all_tasks", None))
        traced.install(task_class(tasks._PyTask))
    elif implementation == "untouched":
        _note_births()


def _note_births():
    """The order of creation of tasks that can't carry it themselves."""
    create_task = base_events.BaseEventLoop.create_task

    def noting(self, coro, **kwargs):
        R.births += 1  # an eager task may create others before it is there
        birth = R.births
        task = create_task(self, coro, **kwargs)
        orders.births[task] = birth
        return task

    base_events.BaseEventLoop.create_task = noting

# What asyncio.run makes to shut down; these two tasks use up numbers but aren't recorded.
_SHUTDOWN = {
    base_events.BaseEventLoop.shutdown_asyncgens.__code__,
    base_events.BaseEventLoop.shutdown_default_executor.__code__,
}


class Probe(collections.abc.Coroutine):
    """A coroutine that passes everything on to another and records its steps and its end.

    Holds the task weakly, so that no task lives longer for being watched. Takes itself out
    of every traceback that passes through.
    """

    __slots__ = ("coroutine", "_task", "_number", "__weakref__")

    def __init__(self, coroutine, task):
        self.coroutine = coroutine
        self._task = weakref.ref(task)
        self._number = 0
        if getattr(coroutine, "cr_code", None) not in _SHUTDOWN:
            R.tasks += 1
            self._number = R.tasks

    def send(self, value):
        before = self._resume()
        try:
            result = self.coroutine.send(value)
        except BaseException as error:
            self._end(error)
            error.__traceback__ = error.__traceback__.tb_next
            raise
        else:
            self._suspend()
            return result
        finally:
            R.by = before

    def throw(self, *exception):
        before = self._resume()
        try:
            result = self.coroutine.throw(*exception)
        except BaseException as error:
            self._end(error)
            error.__traceback__ = error.__traceback__.tb_next
            raise
        else:
            self._suspend()
            return result
        finally:
            R.by = before
            # The frames that the traceback names lead back to this one: no cycle may come of it.
            exception = None

    def close(self):
        self.coroutine.close()

    def __await__(self):
        return self.coroutine.__await__()

    def _resume(self):
        R.check()
        self._tell(STEPPED)
        before, R.by = R.by, self._number
        return before

    def _tell(self, kind, **more):
        if self._number:
            R.emit(kind, self._number, **more)

    def _suspend(self):
        found = stack.frames(self.coroutine)
        self._tell(SUSPENDED, line=stack.place(found)[2])

    def _end(self, error):
        if isinstance(error, StopIteration):
            # A task that was told to cancel in its last step is cancelled, whatever it returns.
            self._tell(ENDED, detail=CANCELLED if self._task()._must_cancel else DONE)
        elif isinstance(error, base_events.exceptions.CancelledError):
            self._tell(ENDED, detail=CANCELLED)
        else:
            self._tell(ENDED, detail=FAILED, text=R.text(type(error).__name__))


def task_class(base):
    """A subclass of `base`, which is the C-accelerated or the pure-Python Task."""

    class Task(base):
        def __init__(self, coro, *, loop=None, name=None, **kwargs):
            if loop is None:
                loop = events.get_event_loop()
            R.births += 1
            self._birth = R.births
            if not coroutines.iscoroutine(coro):
                super().__init__(coro, loop=loop, **kwargs)  # raises
            # The numbers are counted here because the C code's counter can't be set back.
            if name is None:
                R.names += 1
                name = f"Task-{R.names}"
            probe = Probe(coro, self)
            # An eager task takes its first step within its constructor.
            probe._tell(CREATED, text=R.text(str(name)))
            super().__init__(probe, loop=loop, name=str(name), **kwargs)

        def set_name(self, value):
            super().set_name(value)
            coro = super().get_coro()
            if isinstance(coro, Probe):
                coro._tell(RENAMED, text=R.text(str(value)))

        def cancel(self, msg=None):
            coro = super().get_coro()
            if not self.done() and isinstance(coro, Probe):
                coro._tell(CANCEL)
            return super().cancel(msg)

        def get_coro(self):
            return _watched(super().get_coro())

        # A set of tasks has an order that depends on no address.
        def __hash__(self):
            return self._birth

    # The pure-Python Task keeps `_coro` as an attribute of its own and needs the probe there.
    if base.__module__ == "_asyncio":
        Task._coro = property(lambda self: _watched(super(Task, self)._coro))
    Task.__module__ = base.__module__
    Task.__qualname__ = "Task"
    return Task


def _watched(coro):
    return coro.coroutine if isinstance(coro, Probe) else coro
