"""Tasks of loops that aren't watched."""

from asyncio import events, tasks

from . import tasks as told
from .recorder import R
from .watched import Watching


class Task(told.Task):
    """Tells what becomes of it if its loop is watched. One of another loop of asyncio's, as another thread may
    have, is left alone. A loop of any other kind ends the run."""

    def __init__(self, coro, *, loop=None, name=None, **more):
        if loop is None:
            loop = events.get_event_loop()
        if isinstance(loop, Watching) and not R.elsewhere():
            super().__init__(coro, loop=loop, name=name, **more)
            return
        kind = type(loop)
        if not kind.__module__.startswith("asyncio"):
            coro.close()
            R.foreign_loop = f"{kind.__module__}.{kind.__qualname__}"
            R.end("foreign loop")
        self._il_id = 0
        self._il_cancels_itself = False
        R.births += 1
        R.names += 1
        self._birth = R.births
        tasks._CTask.__init__(self, coro, loop=loop, name=name or f"Task-{R.names}", **more)


Task.__module__ = "_asyncio"
Task.__qualname__ = "Task"


def install():
    told.install(Task)
