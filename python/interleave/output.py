"""What the program prints: one event a call of print, with all that it writes."""

import builtins
import contextlib
import io
import sys

from .recorder import R
from .schema import OTHER, PRINTED
from .tape import STRETCH

MOST_TEXT = 100_000

_print = builtins.print


class Output(io.TextIOBase):
    """In the place of sys.stdout or sys.stderr; `take` gets every text that is written, after `shown`,
    the interpreter's own stream, if there's one."""

    encoding = "utf-8"
    errors = "strict"
    _shown = None

    def __init__(self, take, shown=None):
        self._take = take
        self._shown = shown
        if shown is not None:
            self.encoding, self.errors = shown.encoding, shown.errors
            self.fileno, self.isatty = shown.fileno, shown.isatty

    def __getattr__(self, name):
        """What only the interpreter's own streams have: buffer, reconfigure and so on."""
        if self._shown is None:
            raise AttributeError(f"'Output' object has no attribute {name!r}")
        return getattr(self._shown, name)

    def flush(self):
        if self._shown is not None and not self._shown.closed:
            self._shown.flush()

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._shown is not None:
            self._shown.write(text)
        if text:
            self._take(text)
        return len(text)

    def tell_no_more(self):
        """What's written from here on is shown, if anything is, but not told."""
        self._take = lambda text: None

    def fall_silent(self):
        self.tell_no_more()
        self._shown = None


def printed(text):
    if R.thread is not None:
        R.thread.printed(text)
    else:
        R.emit(PRINTED, text=R.text(short(text)))
        if len(R.tape.events) >= STRETCH:  # it may print and never come back to the loop
            R.stretch()


def short(text):
    """Nothing that a page could choke on; what is left out is said."""
    if len(text) <= MOST_TEXT:
        return text
    return f"{text[:MOST_TEXT]}… ({len(text) - MOST_TEXT:,} more characters)\n"


class Complaints:
    """What is written to stderr, told in whole lines: print writes a line's end by itself."""

    def __init__(self):
        self._begun = ""
        self._untold = 0

    @property
    def silent(self):
        return self._untold > 0

    def __call__(self, text):
        if self.silent:
            return
        lines, newline, rest = text.rpartition("\n")
        if newline:
            R.report(OTHER, self._begun + lines)
            self._begun = ""
        self._begun += rest

    def end(self):
        """Tells what has no newline."""
        if self._begun:
            self("\n")

    @contextlib.contextmanager
    def untold(self):
        """What's written within it was told already."""
        self._untold += 1
        try:
            yield
        finally:
            self._untold -= 1


complaints = Complaints()
_outputs = ()


def print_at_once(*values, sep=" ", end="\n", file=None, flush=False):
    if file is not None and file is not sys.stdout:
        _print(*values, sep=sep, end=end, file=file, flush=flush)
        return
    if sys.stdout is None:
        return
    buffer = io.StringIO()
    _print(*values, sep=sep, end=end, file=buffer)
    sys.stdout.write(buffer.getvalue())
    if flush:
        sys.stdout.flush()


def end():
    """The program has ended: what's left of it may complain, but prints no more."""
    complaints.end()
    sys.stdout, _ = _outputs
    sys.stdout.tell_no_more()


def cut():
    """The program was cut off: nothing of what is left of it is heard."""
    for stream in _outputs:
        stream.fall_silent()


def install(stdout=None, stderr=None):
    """`stdout` and `stderr` are streams that show what's written, too."""
    global complaints, _outputs
    complaints = Complaints()
    _outputs = Output(printed, stdout), Output(complaints, stderr)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = _outputs
    sys.unraisablehook = sys.__unraisablehook__
    sys.excepthook = sys.__excepthook__
    builtins.print = print_at_once
