"""Tasks that report their changes: subclasses of CPython's C-accelerated ones."""

import asyncio
import sys
from asyncio import base_events, events, tasks

from . import stack, tracebacks, variables
from .recorder import R
from .schema import (CANCEL, CANCELLED, CREATED, DONE, ENDED, FAILED, GATHER, GROUP, RENAMED, SEVERAL, STEPPED,
                     SUSPENDED, TURN, WAITER)
from .waiting import subject_of, tell_parts

# The coroutines of the shutdown tasks that asyncio.run makes. These tasks use up numbers but aren't recorded.
_SHUTDOWN = {base_events.BaseEventLoop.shutdown_asyncgens.__code__,
             base_events.BaseEventLoop.shutdown_default_executor.__code__}

_CTask = tasks._CTask
_OF_SEVERAL = frozenset((GATHER, SEVERAL, GROUP))


class Task(_CTask):
    """`_il_id` is its number on the tape, or 0 if it isn't recorded."""

    @staticmethod
    def _il_follows(loop, coro):
        """Whether tasks of this loop are recorded: foreign.py replaces this to handle other loops."""
        return True

    def __init__(self, coro, *, loop=None, name=None, eager_start=False, **more):
        r = R
        self._il_id = 0
        self._il_cancels_itself = self._il_passes_on = False
        r.births += 1
        self._birth = r.births
        if not asyncio.iscoroutine(coro):
            super().__init__(coro, loop=loop, **more)  # raises
        # Count here, because the C code's counter can't be reset.
        if name is None:
            r.names += 1
            name = f"Task-{r.names}"
        else:
            name = str(name)
        code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
        if code not in _SHUTDOWN and self._il_follows(loop, coro):
            r.tasks += 1
            self._il_id = r.tasks
            if r.shared is not None and r.tasks == 1:
                r.shared.first_task(coro)
            file = None if code is None else r.own[code.co_filename]
            function = getattr(coro, "__name__", "") or _unnamed(coro)
            r.emit(CREATED, self._il_id, text=r.text(name), second=r.text(function),
                   line=0 if file is None else code.co_firstlineno, file=file or 0)
        if not eager_start:
            super().__init__(coro, loop=loop, name=name, **more)
        elif not (loop or events.get_event_loop()).is_running():
            super().__init__(coro, loop=loop, name=name, eager_start=True, **more)
        else:
            # It takes its first step during this call.
            begin_step(self)
            try:
                super().__init__(coro, loop=loop, name=name, eager_start=True, **more)
            finally:
                end_step(self)
                # Tracebacks refer to this frame and its variables, so clear them to avoid a cycle.
                self = coro = more = None

    def cancel(self, msg=None):
        if self._il_id and not self.done():
            line, file = stack.line_of(sys._getframe(1))
            R.emit(CANCEL, self._il_id, line=line, file=file)
            # It's running: it cancels itself, or an eager task within it does.
            self._il_cancels_itself = R.by == self._il_id or any(by == self._il_id for by, _ in R.outer)
        if R.ending is None:
            return super().cancel(msg)
        # The run is over, and what's left of it is cancelled: tasks that wait for each other in a circle would pass
        # that on until the stack is full, which ends Python in the page.
        if self._il_passes_on:
            return True
        self._il_passes_on = True
        try:
            return super().cancel(msg)
        finally:
            self._il_passes_on = False

    def set_name(self, value):
        super().set_name(value)
        if self._il_id:
            R.emit(RENAMED, self._il_id, text=R.text(self.get_name()))

    def __hash__(self):
        """Makes the order of a set of tasks independent of addresses."""
        return self._birth


Task.__module__ = "_asyncio"
Task.__qualname__ = "Task"


def _unnamed(coro):
    return "aclose" if type(coro).__name__ == "async_generator_athrow" else ""


def begin_step(task):
    r = R
    number = task._il_id
    if number:
        r.add((r.now, 0.0, number, r.by, 0, 0, 0, 0, 0, STEPPED, 0))
        r.outer.append((r.by, r.told_end))
        r.by = number
        r.told_end = False
        task._il_cancels_itself = False


def end_step(task):
    r = R
    if not task._il_id:
        return
    if task.done():
        tell_end(task)
    else:
        future = task._fut_waiter
        kind, subject, role = (TURN, 0, WAITER) if future is None else subject_of(future)
        frames = stack.frames(task.get_coro())
        function, callers, line, file = stack.place(frames)
        r.paused = (r.now, role, task._il_id, r.by, subject, function, callers, line, file, SUSPENDED, kind)
        r.add(r.paused)
        if r.variables and frames:
            variables.tell(task._il_id, frames)
        if kind in _OF_SEVERAL:
            r.by, r.told_end = r.outer.pop()
            tell_parts(task._il_id, kind, future)
            return
    r.by, r.told_end = r.outer.pop()


def tell_end(task):
    """Records the running task's end once, before the callbacks that this queues."""
    r = R
    if r.told_end:
        return
    r.told_end = True
    if task._il_id == 1:
        r.outsider = None
    if task.cancelled():
        # A task that was asked to cancel in its last step is cancelled, whatever it returns.
        how, text = CANCELLED, "" if task._il_cancels_itself else "CancelledError"
    elif (error := task._exception) is not None:
        how, text = FAILED, type(error).__name__
        tracebacks.failed(task._il_id, error)
    else:
        how, text = DONE, ""
    r.emit(ENDED, task._il_id, detail=how, text=r.text(text))
    r.by = r.outer[-1][0] if r.outer else 0


def install(task=Task):
    """Makes asyncio use this class for its tasks."""
    tasks.Task = asyncio.Task = task
    if hasattr(tasks, "create_eager_task_factory"):
        tasks.eager_task_factory = asyncio.eager_task_factory = (
            tasks.create_eager_task_factory(task))
    if sys.version_info < (3, 13):
        def create_task(coro, *, name=None, context=None):
            given = {"name": name, "context": context}
            return events.get_running_loop().create_task(
                coro, **{key: value for key, value in given.items() if value is not None})

        create_task.__qualname__ = "create_task"
        tasks.create_task = asyncio.create_task = create_task
