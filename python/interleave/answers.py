"""What a program reads from its standard input: prepared answers, since nobody types while time is virtual."""

import io
import sys

from .output import printed
from .recorder import EndOfRun, R


class NeedsInput(EndOfRun):
    """There's no answer left. The run ends here: it can be made again with one more."""


class Answers(io.TextIOBase):
    """In the place of sys.stdin: input() and readline() take the next answer and show it, as a terminal does."""

    def readable(self):
        return True

    def readline(self, size=-1):
        R.check()
        if not R.input:
            (R.thread or R).end("input", NeedsInput)
        line = f"{R.input.pop(0)}\n"
        R.does(printed, line)
        return line


def install():
    sys.stdin = sys.__stdin__ = Answers()
