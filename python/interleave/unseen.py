"""Stacks and tracebacks as CPython shows them, without the tracer's own frames."""

import sys
import traceback


def _without_ours(walk):
    def walk_without_ours(start):
        if start is None and walk is _walk_stack:
            start = sys._getframe(1)
        return ((frame, place) for frame, place in walk(start)
                if not is_ours(frame.f_code.co_filename))
    return walk_without_ours


def is_ours(filename):
    return filename.startswith(_FOLDER)


_walk_stack = traceback.walk_stack
_FOLDER = _without_ours.__code__.co_filename.removesuffix("unseen.py")


def install():
    # Everything that shows a traceback or prints a stack, including asyncio and logging, gets its frames from
    # one of these; inspect.stack() doesn't.
    for name in ("walk_stack", "walk_tb", "_walk_tb_with_full_positions"):
        setattr(traceback, name, _without_ours(getattr(traceback, name)))
