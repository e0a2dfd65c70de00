"""Everything that CPython would write to stderr."""

import contextlib
import linecache
import re
import sys
import threading
import traceback
import types
import warnings

from .recorder import R, address_free
from .schema import (CALLBACK_ERROR, DESTROYED, DESTROYED_PENDING, GENERATOR_ERROR, HANDLER_ERROR,
                     NEVER_AWAITED, NEVER_RETRIEVED, OTHER, SHIELDED_ERROR, SHUTDOWN_ERROR)
from .unseen import is_ours

_GENERATOR = "an error occurred during closing of asynchronous generator"
_KINDS = (
    (NEVER_RETRIEVED, re.compile(r".*exception was never retrieved$")),
    (SHIELDED_ERROR, re.compile(r".*exception in shielded future$")),
    (SHUTDOWN_ERROR, re.compile(r"unhandled exception during asyncio\.run\(\) shutdown")),
    (CALLBACK_ERROR, re.compile(r"Exception in callback")),
    (DESTROYED_PENDING, re.compile(r"Task was destroyed but it is pending!")),
    (GENERATOR_ERROR, re.compile(_GENERATOR)),
    (HANDLER_ERROR, re.compile(r"Unhandled error in exception handler")),
)


def kind_of(message):
    return next((kind for kind, pattern in _KINDS if pattern.match(message)), OTHER)


@contextlib.contextmanager
def saying(*about, task=0):
    """A context in which CPython writes this itself: to stderr, which makes it an event, or wherever the
    program's logging and filters send it. `about` are the arguments of Recorder.report, and `task` is the
    task that it's about if that isn't the running one. Nothing, if it's reported in another way."""
    local = R.local
    before = local.saying, local.concerned
    local.saying, local.concerned = about, task
    if not about:
        R.told.close()
    try:
        yield
    finally:
        local.saying, local.concerned = before


def from_loop(context):
    """The context for a call of the loop's exception handler."""
    message = context.get("message") or "Unhandled exception in event loop"
    kind = kind_of(message)
    if kind == GENERATOR_ERROR:
        message = _GENERATOR
    elif kind == CALLBACK_ERROR:
        message = message.split("(", 1)[0]
    task = context.get("task") or context.get("future")
    return saying(kind, message, task=getattr(task, "_il_id", 0))


def tell_destroyed(loop, context):
    """Reports it only while its loop runs: at the end of a run, CPython says nothing about what is left."""
    task = context.get("task")
    if kind_of(context.get("message") or "") == DESTROYED_PENDING and loop.is_running():
        if getattr(task, "_il_id", 0) and not task.done():
            R.emit(DESTROYED, task._il_id)


class _Origins:
    """Makes each coroutine remember at least the line that made it, for the report that it was never awaited.
    The program still sees the depth it sets itself, in debug mode for example, and reports show that many
    lines."""

    def __init__(self):
        self._track = sys.set_coroutine_origin_tracking_depth
        self._asked = 0
        self._track(1)

    def set_depth(self, depth):
        self._track(depth)  # may raise
        self._track(max(depth, 1))
        self._asked = depth

    def get_depth(self):
        return self._asked

    def never_awaited(self, coro):
        """Writes what CPython's own function writes."""
        text = f"coroutine '{coro.__qualname__}' was never awaited"
        origin = coro.cr_origin or ()
        if len(origin) > (0 if self._asked else 1):
            made = [(file, line, name, linecache.getline(file, line))
                    for file, line, name in reversed(origin) if not is_ours(file)]
            lines = "".join(traceback.format_list(made)).rstrip("\n")
            text += f"\nCoroutine created at (most recent call last)\n{lines}"
        warnings.warn(text, RuntimeWarning, stacklevel=_level(), source=coro)


def _level():
    """The stack level for a warning about the running line, without the tracer's frames. Objects left at the
    end of a run are destroyed while no line runs."""
    level, frame = 2, sys._getframe(2)
    while frame is not None and is_ours(frame.f_code.co_filename):
        if frame.f_globals["__name__"] == f"{__package__}.run":
            return sys.maxsize
        level, frame = level + 1, frame.f_back
    return level


def _place(message):
    """A line of the program: the one that made a coroutine that was never awaited, or the one the warning is
    about."""
    places = [(message.filename, message.lineno)]
    if isinstance(message.source, types.CoroutineType):
        places = [(file, line) for file, line, _ in message.source.cr_origin or ()]
    return next(((line, R.own[file]) for file, line in places if R.own[file] is not None), (0, 0))


def _warned(original):
    def show(message):
        text, *_ = str(message.message).split("\nCoroutine created at")
        kind = NEVER_AWAITED if text.endswith("was never awaited") else OTHER
        with saying(kind, text, *_place(message)):
            original(message)
    return show


def _unraisable(args):
    text = args.err_msg or "Exception ignored in"
    if args.object is not None:
        text += f": {getattr(args.object, '__qualname__', type(args.object).__name__)}"
    with saying(OTHER, address_free(text)):
        sys.__unraisablehook__(args)


def _in_thread(args):
    """Writes what threading.excepthook would, which is C code and shows the tracer's frames."""
    if args.exc_type is SystemExit or sys.stderr is None:
        return
    thread = args.thread.name if args.thread is not None else threading.get_ident()
    shown = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
    with saying(OTHER, f"Exception in thread {thread}"):
        sys.stderr.write(f"Exception in thread {thread}:\n{''.join(shown)}")


def install():
    origins = _Origins()
    sys.set_coroutine_origin_tracking_depth = origins.set_depth
    sys.get_coroutine_origin_tracking_depth = origins.get_depth
    warnings._warn_unawaited_coroutine = origins.never_awaited
    # Earlier steps call the program's filters, and functions with which it has replaced this one.
    warnings._showwarnmsg_impl = _warned(warnings._showwarnmsg_impl)
    sys.unraisablehook = _unraisable
    threading.excepthook = _in_thread
