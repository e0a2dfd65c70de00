"""The command line's options."""

import argparse
import ast
import contextlib
import math

from .program import UsageError

_ABOUT = """\
Runs an asyncio program and records what its event loop does: which callback runs when, what each task waits for.
The clock is virtual: a sleep takes no time, and running code takes none, so that a program does the same each time.
Threads of executors, and connections to servers of the program's own, are simulated on it; what can't follow such a
clock, as other sites, subprocesses and threads that a program starts itself, isn't there.
"""
_MORE = """\
Options may come before the program or after it; the first other word after it, or --, begins the program's own
arguments. Ctrl-C ends the program as it would without this, and what happened until then is kept.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise UsageError(f"{message.replace('argument ', '')}; --help says what there is")


def _parser():
    parser = _Parser(prog="interleave", usage="interleave [OPTION]... PROG.py [OPTION]... [ARGUMENT]...",
                     add_help=False, allow_abbrev=False, description=_ABOUT, epilog=_MORE,
                     formatter_class=argparse.RawDescriptionHelpFormatter)
    runs_it = parser.add_argument_group("how the program runs")
    runs_it.add_argument("--real", action="store_true",
                         help="on the system's clock and a loop with real sockets, threads and subprocesses")
    runs_it.add_argument("--until", metavar="SECONDS", type=_seconds, help="cut it off at that time")
    runs_it.add_argument("--seed", metavar="N", type=_whole, default=1, help="seed of the module random (1)")
    runs_it.add_argument("--set", metavar="NAME=VALUE", dest="constants", type=_setting, action="append", default=[],
                         help="another value for a constant at the program's module level")
    shows = parser.add_argument_group("what is shown; without these, what the program prints")
    one = shows.add_mutually_exclusive_group()
    for name, what in (("switches", "what it prints and what tasks do, one record a line"),
                       ("timeline", "one row a task, time to the right"),
                       ("json", "the trace, as docs/trace-format.md has it")):
        one.add_argument(f"--{name}", dest="show", action="store_const", const=name, help=what)
    shows.add_argument("-o", metavar="FILE", dest="file", help="write the trace to FILE as well")
    shows.add_argument("--open", action="store_true", help="open the trace on the page, served from the checkout")
    shows.add_argument("-h", "--help", action="help", help="this text")
    return parser


def parsed(words):
    """The options; `program` and `arguments` are for sys.argv."""
    parser = _parser()
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked, unknown = parser.parse_known_args(words)
    if unknown:
        raise UsageError(f"there's no option {unknown[0]}; --help says what there is")
    if not asked.words:
        raise UsageError("a program is wanted, as in: interleave PROG.py; --help says more")
    program, *rest = asked.words
    count = _own_options(parser, rest)
    asked = parser.parse_args([*words[:-len(rest) - 1], *rest[:count]])
    asked.program = program
    asked.arguments = rest[count + 1:] if rest[count:count + 1] == ["--"] else rest[count:]
    return asked


def _own_options(parser, words):
    """How many of the words after the program are our options and their values."""
    takes_value = {word: action.nargs is None for action in parser._actions for word in action.option_strings
                   if action.dest != "help"}
    count = 0
    while count < len(words):
        name, equals, _ = words[count].partition("=")
        if name not in takes_value:
            break
        count += 2 if takes_value[name] and not equals else 1
    return count


def _seconds(text):
    with contextlib.suppress(ValueError):
        if 0 <= (seconds := float(text)) < math.inf:
            return seconds
    raise argparse.ArgumentTypeError(f"a number of seconds from 0 is wanted, not {text!r}")


def _whole(text):
    with contextlib.suppress(ValueError):
        return int(text)
    raise argparse.ArgumentTypeError(f"a whole number is wanted, not {text!r}")


def _setting(text):
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"NAME=VALUE is wanted, not {text!r}")
    with contextlib.suppress(SyntaxError, ValueError):
        value = ast.literal_eval(value)
    return name, value
