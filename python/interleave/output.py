"""The program's output: one event per call of print, with everything it writes."""

import builtins
import codecs
import io
import sys

from .builtin import Builtin
from .recorder import R
from .schema import PRINTED
from .tape import STRETCH

MOST_PROMPT = 400

_print = builtins.print


class Output(io.TextIOBase):
    """Replaces sys.stdout or sys.stderr: passes every written text to `shown`, the interpreter's own stream,
    if there's one, and then calls `tell` with it."""

    encoding = "utf-8"
    errors = "strict"
    _shown = _buffer = None

    def __init__(self, tell, shown=None):
        self._tell = tell
        self._shown = shown
        if shown is not None:
            self.encoding, self.errors = shown.encoding, shown.errors
            self.fileno, self.isatty = shown.fileno, shown.isatty

    def __getattr__(self, name):
        """Methods that only the interpreter's own streams have: reconfigure and so on."""
        if self._shown is None:
            raise AttributeError(f"'Output' object has no attribute {name!r}")
        return getattr(self._shown, name)

    @property
    def buffer(self):
        """The stream for bytes."""
        if self._buffer is None:
            self._buffer = Buffer(self)
        return self._buffer

    def flush(self):
        self._check_open()
        if self._shown is not None and not self._shown.closed:
            self._shown.flush()

    def writable(self):
        return True

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def write(self, text):
        self._check_open()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            R.does(self._write, text)
        return len(text)

    def write_bytes(self, data, text):
        """Writes `data`; `text` is the decoded form."""
        if self._shown is not None:
            self._shown.buffer.write(data)
        if text:
            self._tell(text)

    def _write(self, text):
        if self._shown is not None:
            self._shown.write(text)
        self._tell(text)

    def tell_no_more(self):
        """From here on, shows what is written, if anything is, but doesn't report it."""
        self._tell = lambda text: None

    def fall_silent(self):
        self.tell_no_more()
        self._shown = None


class Buffer(io.BufferedIOBase):
    """Reports bytes written to it as text."""

    def __init__(self, output):
        self._output = output
        self._decode = codecs.getincrementaldecoder(output.encoding)("replace").decode
        self.fileno, self.isatty = output.fileno, output.isatty

    def writable(self):
        return True

    def flush(self):
        if not self._output.closed:
            self._output.flush()

    def write(self, data):
        self._output._check_open()
        data = bytes(memoryview(data))
        R.does(self._output.write_bytes, data, self._decode(data))
        return len(data)


def printed(text):
    R.emit(PRINTED, text=R.text(text))
    R.said = (R.said + text[-MOST_PROMPT:])[-MOST_PROMPT:]
    if len(R.tape.events) >= STRETCH:  # the program may print without ever returning to its loop
        R.stretch()


_outputs = []  # for stdout and stderr


def _print_at_once(*values, file=None, flush=False, **more):
    file = sys.stdout if file is None else file
    if type(file) is not Output:
        _print(*values, file=file, flush=flush, **more)
        return
    buffer = io.StringIO()
    _print(*values, file=buffer, **more)
    file.write(buffer.getvalue())
    if flush:
        file.flush()


_builtin = Builtin(_print, _print_at_once)


def end():
    """The program has ended: its remains may still complain, but no longer print."""
    sys.stdout, _ = _outputs
    sys.stdout.tell_no_more()


def cut():
    """The program was cut off: ignores all output of its remains."""
    for stream in _outputs:
        stream.fall_silent()


def install(stdout=None, stderr=None):
    """`stdout` and `stderr` are streams that also show what is written."""
    _outputs[:] = Output(printed, stdout), Output(R.wrote, stderr)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = _outputs
    sys.excepthook = sys.__excepthook__
    builtins.print = _builtin
