"""Tracebacks as CPython has them without the tracer."""

import os
import traceback
import types

from .recorder import R

HERE = os.path.join(os.path.dirname(__file__), "")


def is_ours(frame):
    return frame.f_code.co_filename.startswith(HERE)


def strip(error):
    """Takes the tracer's frames out of the tracebacks of an exception and of those that it's tied to."""
    seen, left = set(), [error]
    while left:
        error = left.pop()
        if error is not None and id(error) not in seen:
            seen.add(id(error))
            error.__traceback__ = _without_ours(error.__traceback__)
            left += error.__cause__, error.__context__, *getattr(error, "exceptions", ())


def _without_ours(entry):
    entries = []
    while entry is not None:
        entries.append(entry)
        entry = entry.tb_next
    made = None
    for entry in reversed(entries):
        if not is_ours(entry.tb_frame):
            made = types.TracebackType(made, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return made


def entry(error):
    """An error's traceback, from the program's own frames on."""
    found = error.__traceback__
    while found and R.own[found.tb_frame.f_code.co_filename] is None:
        found = found.tb_next
    return found


def shown(error):
    """The text of what CPython prints for an error that leaves the program."""
    strip(error)
    return "".join(traceback.format_exception(type(error), error, entry(error)))
