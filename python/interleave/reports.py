"""What CPython would write to stderr."""

import re
import sys
import traceback
import warnings

from . import output
from .recorder import R
from .schema import (CALLBACK_ERROR, DESTROYED_PENDING, GENERATOR_ERROR, HANDLER_ERROR,
                     NEVER_AWAITED, NEVER_RETRIEVED, OTHER, SHIELDED_ERROR, SHUTDOWN_ERROR)
from .tracebacks import is_ours, strip

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


def from_loop(context):
    """What the loop's exception handler was called with."""
    message = context.get("message") or "Unhandled exception in event loop"
    kind = kind_of(message)
    if kind == GENERATOR_ERROR:
        message = _GENERATOR
    elif kind == CALLBACK_ERROR:
        message = message.split("(", 1)[0]
    error = context.get("exception")
    strip(error)
    details = "" if error is None else "".join(traceback.format_exception(error))
    R.report(kind, message, details=details)


#: Whether stderr is shown: CPython's own words go there then, beside what is told.
shown = False


def _never_awaited(coro):
    file, line = 0, 0
    for frame_file, frame_line, _ in coro.cr_origin or ():
        if R.own[frame_file] is not None:
            file, line = R.own[frame_file], frame_line
            break
    message = f"coroutine '{coro.__qualname__}' was never awaited"
    R.report(NEVER_AWAITED, message, line, file)
    if shown:
        with output.complaints.untold():
            level = _level(sys._getframe(1))
            warnings.warn(message, RuntimeWarning, stacklevel=level, source=None if level == _NOWHERE else coro)


_NOWHERE = sys.maxsize


def _level(frame):
    """The `stacklevel` at which _never_awaited finds the frame that CPython would name: one of the program's or
    of asyncio's. Once the program has ended there's none, and CPython says sys:1."""
    level = 2
    while frame is not None and is_ours(frame):
        frame, level = frame.f_back, level + 1
    return _NOWHERE if frame is None or frame.f_code.co_filename.startswith("<frozen") else level


def _warned(original):
    def show(message):
        told = output.complaints.silent or not R.recording
        if shown or not R.recording:
            with output.complaints.untold():
                original(message)
        if told:
            return
        text = str(message.message)
        own = R.own[message.filename]
        kind = NEVER_AWAITED if text.endswith("was never awaited") else OTHER
        R.report(kind, text, 0 if own is None else message.lineno, own or 0)
    return show


def install(show=False):
    global shown
    shown = show
    warnings._warn_unawaited_coroutine = _never_awaited
    warnings._showwarnmsg = _warned(warnings._showwarnmsg)
