"""The loop of loop.py, with handles that report when they're queued and called."""

import asyncio
from asyncio import base_events, events, futures, tasks, timeouts

from . import reports, waiting
from .loop import Loop
from .recorder import R
from .schema import (BEGAN, CALL, CALLBACK, CALLBACK_ENDED, DONE_CALLBACK, INTERNAL,
                     QUEUED, SLEEP, SLEEPING, STEP, TIMEOUT, TIMER, TIMER_CANCELLED, TIMER_FIRED,
                     TIMER_SET, UNQUEUED, WAKEUP)
from .tasks import Task, begin_step, end_step, tell_end
from .waiting import CFuture, Waiting

SET, READY, CALLED = range(1, 4)

_PlainHandle = events.Handle
_PlainTimerHandle = events.TimerHandle
_run = _PlainHandle._run


class Handle(_PlainHandle):
    """`task` is the task that a step or wakeup resumes; `about` is that task's number in events; `number` is
    the call's, or 0 for none."""

    __slots__ = ("kind", "task", "about", "number", "state")

    def __init__(self, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self.kind = CALLBACK
        self.about = self.number = self.state = 0

    def cancel(self):
        self.tell_unqueued()
        super().cancel()

    def tell_unqueued(self):
        """Reports that it won't be called any more."""
        if not self._cancelled and self.state == READY:
            if self.kind != INTERNAL:
                R.emit(UNQUEUED, self.about, self.number, detail=self.kind)
            elif self.about < 0:
                R.uncounted -= 1

    def _run(self):
        r = R
        if not r.told_iteration:
            r.tell_iteration()
        self.state = CALLED
        kind, about = self.kind, self.about
        if about < 0:
            r.uncounted -= 1
        if kind == INTERNAL or (kind <= WAKEUP and not about):
            _run(self)
            self = None
            return
        r.callbacks += 1
        if r.callbacks == r.change_at:
            r.change()
        if r.shared is not None:
            r.shared.look(0)
        r.add((r.now, 0.0, about, r.by, self.number, 0, 0, 0, 0, BEGAN, kind))
        task = None
        loop = self._loop
        try:
            if kind <= WAKEUP:
                task = self.task
                begin_step(task)
            _run(self)
        finally:
            # SystemExit and KeyboardInterrupt pass through here, and the loop may run again after them.
            if task is not None:
                end_step(task)
            # Tracebacks refer to this frame and its variables, so clear them to avoid a cycle.
            self = task = None
            if r.shared is not None:
                r.shared.look(about if kind <= WAKEUP else 0)
            r.add((r.now, 0.0, 0, r.by, 0, 0, 0, 0, 0, CALLBACK_ENDED, 0))
            if r.outsider is not None:
                r.outsider.go_on(loop)


class TimerHandle(_PlainTimerHandle):
    """Ordered by deadline, then by the order they were set."""

    __slots__ = ("kind", "about", "number", "state")

    def __init__(self, when, callback, args, loop, context=None):
        r = R
        r.timers += 1
        self.number = r.timers
        self.about = r.by
        self.state = 0
        self.kind = CALLBACK
        super().__init__(when, callback, args, loop, context)

    @property
    def _scheduled(self):
        return self.state == SET

    @_scheduled.setter
    def _scheduled(self, scheduled):
        # CPython's loop sets this to False when it takes a timer from its heap, because the timer has fired.
        if scheduled:
            self.state = SET
        elif self.state == SET:
            self.state = READY
            if not self._cancelled:
                R.due += 1
                R.emit(TIMER_FIRED, 0, self.number)
                R.emit(QUEUED, self.about, self.number, detail=self.kind)

    def cancel(self):
        self.tell_unqueued()
        super().cancel()

    def tell_unqueued(self):
        if not self._cancelled:
            if self.state == SET:
                R.emit(TIMER_CANCELLED, 0, self.number)
            elif self.state == READY:
                R.emit(UNQUEUED, self.about, self.number, detail=self.kind)

    _run = Handle._run

    def __lt__(self, other):
        if self._when == other._when:
            return self.number < other.number
        return self._when < other._when


for _cls in (Handle, TimerHandle):
    _cls.__module__ = "asyncio.events"


class _StepType:
    """Finds out the type of a callback that is a C task's next step: the type isn't exported."""

    def __init__(self):
        self.found = None
        loop = base_events.BaseEventLoop()
        loop.call_soon = self._look
        coro = self._nothing()
        task = tasks._CTask(coro, loop=loop)
        task._log_destroy_pending = False
        coro.close()
        loop.close()

    def _look(self, callback, *, context=None):
        self.found = type(callback)

    async def _nothing(self):
        pass


_STEP = _StepType().found

# Callbacks that aren't part of asyncio's order: 3.14 adds this one for pstree.
_PSTREE = {"shield.<locals>._clear_awaited_by_callback"}
_BUILTIN = type(len)
UNCOUNTED = INTERNAL + 1


def kind_of(callback, args, context):
    """A callback's purpose, and the task that it resumes."""
    kind = type(callback)
    if kind is _STEP:
        return STEP, callback.__self__
    if kind is _BUILTIN and isinstance(callback.__self__, Task):
        return WAKEUP, callback.__self__
    if (context is not None and len(args) == 1 and isinstance(args[0], CFuture)
            and args[0].done()):
        if callback is base_events._run_until_complete_cb:
            return INTERNAL, None
        if getattr(callback, "__qualname__", "") in _PSTREE:
            return UNCOUNTED, None
        return DONE_CALLBACK, None
    return CALLBACK, None


class Watching:
    """A mixin that makes a CPython loop report what it does."""

    def create_future(self):
        future = waiting.create_future(self)
        if self._debug:
            future._source_traceback[:] = super().create_future()._source_traceback
        return future

    def _call_soon(self, callback, args, context):
        r = R
        handle = Handle(callback, args, self, context)
        handle.state = READY
        self._ready.append(handle)
        kind, task = kind_of(callback, args, context)
        handle.task = task
        about = number = 0
        if task is not None:
            about = getattr(task, "_il_id", 0)  # a plain C task has none
        elif kind == CALLBACK:
            about = r.by
            r.timers += 1
            number = r.timers
        elif kind == UNCOUNTED:
            kind, about = INTERNAL, -1
            r.uncounted += 1
        handle.kind, handle.about, handle.number = kind, about, number
        if kind == INTERNAL or (not about and kind <= WAKEUP):
            return handle
        if kind != STEP and r.by and not r.told_end and args:
            # Record a task's end before its consequences.
            done = args[0]
            if isinstance(done, Task) and done._il_id == r.by and done.done():
                tell_end(done)
        r.add((r.now, 0.0, about, r.by, number, 0, 0, 0, 0, QUEUED, kind))
        return handle

    def call_at(self, when, callback, *args, context=None):
        timer = super().call_at(when, callback, *args, context=context)
        purpose = CALL
        if callback is futures._set_result_unless_cancelled:
            timer.kind = TIMER
            if isinstance(args[0], Waiting):
                purpose = SLEEPING
                if args[0].kind == SLEEP:
                    args[0].subject = timer.number
        elif getattr(callback, "__func__", None) is timeouts.Timeout._on_timeout:
            purpose = TIMEOUT
        R.emit(TIMER_SET, timer.about, timer.number, when, purpose)
        return timer

    def close(self):
        if not self.is_running() and not self.is_closed():
            for handle in [*self._ready, *sorted(self._scheduled)]:
                handle.tell_unqueued()
                handle.state = CALLED
        super().close()

    def call_exception_handler(self, context):
        reports.tell_destroyed(self, context)
        super().call_exception_handler(context)

    def default_exception_handler(self, context):
        with reports.from_loop(context):
            super().default_exception_handler(context)


class WatchedLoop(Watching, Loop):
    def _add_callback(self, handle):
        # Called for a file or a thread. A file's handle is reused.
        if not handle._cancelled:
            R.timers += 1
            handle.number = R.timers
            handle.state = READY
            R.emit(QUEUED, handle.about, handle.number, detail=handle.kind)
        super()._add_callback(handle)


def install():
    events.Handle = asyncio.Handle = Handle
    events.TimerHandle = asyncio.TimerHandle = TimerHandle
