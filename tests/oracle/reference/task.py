"""Tasks that record what becomes of them.

The Task is CPython's C-accelerated one, subclassed; what it drives is not the coroutine
itself but a `Probe` round it. The C code resumes a coroutine by `send` and `throw` alone,
and forwards a cancellation through the `cancel` attribute, so that both can be seen from
outside while every decision stays with the C code. (The pure-Python Task would do as well,
by the same probe: the oracle's tests run both, and the C one untouched, and compare.)
"""

import collections.abc
import gc
import sys
import types
import weakref
from asyncio import base_events, coroutines, events

# What asyncio.run makes to shut down; these two tasks use up numbers but are not recorded.
_SHUTDOWN = {
    base_events.BaseEventLoop.shutdown_asyncgens.__code__,
    base_events.BaseEventLoop.shutdown_default_executor.__code__,
}


class Probe(collections.abc.Coroutine):
    """A coroutine that passes everything on to another and records its steps and its end.

    Holds the task weakly, so that no task lives longer for being watched. Takes itself out
    of every traceback that passes through.
    """

    __slots__ = ("coroutine", "_task", "_run", "_filename", "_recorded", "__weakref__")

    def __init__(self, coroutine, task, run, filename):
        self.coroutine = coroutine
        self._task = weakref.ref(task)
        self._run = run
        self._filename = filename
        self._recorded = getattr(coroutine, "cr_code", None) not in _SHUTDOWN

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
            self._run.task = before

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
            self._run.task = before
            # The frames that the traceback names lead back to this one: no cycle may come of it.
            exception = None

    def close(self):
        self.coroutine.close()

    def __await__(self):
        return self.coroutine.__await__()

    def _resume(self):
        run = self._run
        run.check()
        if self._recorded:
            run.switch("step", self._task().get_name())
        before, run.task = run.task, self._task()
        return before

    def _suspend(self):
        if self._run.lines and self._recorded:
            line = innermost_line(self.coroutine, self._filename)
            if line is not None:
                self._run.switch("line", self._task().get_name(), str(line))

    def _end(self, error):
        if not self._recorded:
            return
        task = self._task()
        name = task.get_name()
        if isinstance(error, StopIteration):
            # A task that was told to cancel in its last step is cancelled, whatever it returns.
            self._run.switch("cancelled" if task._must_cancel else "done", name)
        elif isinstance(error, base_events.exceptions.CancelledError):
            self._run.switch("cancelled", name)
        else:
            self._run.switch("failed", name, type(error).__name__)


def task_class(base, run, filename):
    """A subclass of `base`, which is the C-accelerated or the pure-Python Task."""

    class Task(base):
        def __init__(self, coro, *, loop=None, name=None, **kwargs):
            if loop is None:
                loop = events.get_event_loop()
            self._birth = next(run.births)
            if not coroutines.iscoroutine(coro):
                super().__init__(coro, loop=loop, **kwargs)  # raises
            # The numbers are counted here because the C code's counter cannot be set back.
            name = f"Task-{next(run.task_numbers)}" if name is None else str(name)
            probe = Probe(coro, self, run, filename)
            # An eager task takes its first step within its constructor.
            if probe._recorded:
                run.switch("create", name)
            super().__init__(probe, loop=loop, name=name, **kwargs)

        def cancel(self, msg=None):
            if not self.done():
                run.switch("cancel", self.get_name())
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


def innermost_line(coroutine, filename):
    """The line at which the innermost frame in `filename` of a suspended coroutine stands;
    None if it has no frame there."""
    line = None
    while coroutine is not None:
        frame, awaited = _frame_and_awaited(coroutine)
        if frame is not None and frame.f_code.co_filename == filename:
            line = frame.f_lineno
        coroutine = awaited
    return line


_GENERATORS = (types.CoroutineType, types.GeneratorType, types.AsyncGeneratorType)


def _frame_and_awaited(thing):
    if isinstance(thing, types.CoroutineType):
        return thing.cr_frame, thing.cr_await
    if isinstance(thing, types.GeneratorType):
        return thing.gi_frame, thing.gi_yieldfrom
    if isinstance(thing, types.AsyncGeneratorType):
        return thing.ag_frame, thing.ag_await
    if type(thing).__name__ in ("async_generator_asend", "async_generator_athrow",
                                "anext_awaitable", "coroutine_wrapper"):
        # These name what they drive to nobody but the garbage collector.
        for inner in gc.get_referents(thing):
            if isinstance(inner, _GENERATORS) or type(inner).__name__ == "async_generator_asend":
                return None, inner
    return None, None
