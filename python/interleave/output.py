"""What the program prints: one event a call of print, with all that it writes."""

import builtins
import io
import sys

from .recorder import R
from .schema import PRINTED
from .tape import STRETCH

MOST_TEXT = 100_000
MOST_PROMPT = 400

_print = builtins.print


class Output(io.TextIOBase):
    """In the place of sys.stdout or sys.stderr; `take` gets every text that is written."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, take):
        self._take = take

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self._take(text)
        return len(text)


def printed(text):
    if R.thread is not None:
        R.thread.does(_printed, text)
    else:
        _printed(text)


def _printed(text):
    R.emit(PRINTED, text=R.text(_short(text)))
    R.said = (R.said + text[-MOST_PROMPT:])[-MOST_PROMPT:]
    if len(R.tape.events) >= STRETCH:  # it may print and never come back to the loop
        R.stretch()


def _short(text):
    """Nothing that a page could choke on; what is left out is said."""
    if len(text) <= MOST_TEXT:
        return text
    return f"{text[:MOST_TEXT]}… ({len(text) - MOST_TEXT:,} more characters)\n"


def complained(text):
    if R.thread is not None:
        R.thread.does(R.wrote, text)
    else:
        R.wrote(text)


def print_at_once(*values, sep=" ", end="\n", file=None, flush=False):
    file = sys.stdout if file is None else file
    if type(file) is not Output:
        _print(*values, sep=sep, end=end, file=file, flush=flush)
        return
    buffer = io.StringIO()
    _print(*values, sep=sep, end=end, file=buffer)
    file.write(buffer.getvalue())


def install():
    sys.stdout = sys.__stdout__ = Output(printed)
    sys.stderr = sys.__stderr__ = Output(complained)
    sys.excepthook = sys.__excepthook__
    builtins.print = print_at_once
