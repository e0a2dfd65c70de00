"""A program's standard input: prepared answers, because you can't type while time is virtual."""

import io
import sys

from . import stopped
from .output import printed
from .recorder import EndOfRun, R


class NeedsInput(EndOfRun):
    """No answer is left. The run ends here, and can be made again with one more answer."""


class Answers(io.TextIOBase):
    """Replaces sys.stdin: input() and readline() return the next answer and show it, as a terminal does. None
    ends the input, like Ctrl-D."""

    def readable(self):
        return True

    def readline(self, size=-1):
        R.check()
        if not R.input:
            stopped.note(R, sys._getframe(1))
            (R.thread or R).end("input", NeedsInput)
        answer = R.input.pop(0)
        if answer is None:
            return ""
        line = f"{answer}\n"
        R.does(printed, line)
        R.said = ""
        return line

    def read(self, size=-1):
        return "".join(self)


def prompt():
    """The line that the program printed as its question."""
    return R.said.rstrip().rpartition("\n")[2].strip()


def install():
    sys.stdin = sys.__stdin__ = Answers()
