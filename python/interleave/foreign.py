"""Tasks on loops that aren't watched."""

from asyncio import events

from . import tasks
from .recorder import R
from .watched import Watching


def _follows(loop, coro):
    """Whether a task reports events: only if its loop is watched. Tasks on another asyncio loop, such as
    another thread's, are left alone. A loop of any other kind ends the run."""
    if loop is None:
        loop = events.get_event_loop()
    if isinstance(loop, Watching) and not R.elsewhere():
        return True
    kind = type(loop)
    if not kind.__module__.startswith("asyncio"):
        coro.close()
        R.foreign_loop = f"{kind.__module__}.{kind.__qualname__}"
        R.end("foreign loop")
    return False


def install():
    tasks.Task._il_follows = staticmethod(_follows)
    tasks.install()
