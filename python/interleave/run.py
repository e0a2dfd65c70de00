"""Runs a program on the virtual clock and records what its event loop does."""

import contextlib
import contextvars
import gc
import random
import sys
import traceback

from . import (clock, loop, orders, output, queues, reports, resources, tasks, trace_file, tracebacks,
               waiting, watched)
from .limit import Interruption
from .program import UsageError, compiled
from .recorder import EndOfRun, R
from .records import Records
from .room import Room, main_module
from .schema import FINISHED, UNCAUGHT

_rooms = []  # the one that runs take place in, once it's made


def install(watch=True, stdout=None, stderr=None):
    """Puts the run's clock, loop and tasks where a program finds CPython's. Without `watch` nothing
    is recorded but what is printed. `stdout` and `stderr` are streams that show what's written, too."""
    output.install(stdout, stderr)
    clock.install()
    reports.install(show=stderr is not None)
    orders.install()
    if not watch:
        loop.install(loop.Loop)
        return
    loop.install(watched.WatchedLoop)
    watched.install()
    tasks.install()
    waiting.install()
    resources.install()
    queues.install()


def altered():
    """Whether the last program changed something in the interpreter that was put back after it: another
    one should rather not run here."""
    return bool(_rooms) and _rooms[0].altered


class Outcome:
    """What came of a run: its tape; `ending`: finished, until, deadlock, endless, events or another
    limit's name; `error`: what left the program, as a dict, or None; whether it was
    `interrupted`; `exit_code`, as CPython's; `stderr`: a text."""

    def __init__(self, recorder, error, exit_code):
        self.tape = recorder.tape
        self.ending = recorder.ending
        self.reached = recorder.now
        self.error = error
        self.exit_code = exit_code
        self.interrupted = error is not None and error["type"] == "KeyboardInterrupt"
        self.stderr = "".join(recorder.stderr)

    def records(self, **options):
        made = Records(self.tape.texts, **options)
        for event in self.tape:
            made.take(event)
        return made.records

    def as_json(self, **head):
        return "".join(trace_file.pieces(self.tape, **head))


def run(source, filename="program.py", *, install=install, **options):
    """Runs `source` as a program, and puts everything back afterwards; see `run_once`."""
    if not _rooms:
        _rooms.append(Room())
    room, = _rooms

    def installed():
        install()
        room.installed()

    with room.entered():
        return run_once(source, filename, install=installed, **options)


def run_once(source, filename, *, constants=(), changes=(), seed=1, own=(), install=install,
             make_main=main_module, wind_up=None, **limits):
    """Runs `source` as a program. `own` are the names of further files of its own. `changes` are
    (after, name, value): after so many callbacks a module-level constant gets another value. `install`
    puts the clock and the loop in place. `wind_up` is called once the program has come to its end by
    itself. `limits` are Recorder.begin's."""
    R.begin(own=(filename, *own), **limits)
    with Interruption(R) as interruption:
        R.on_cut = lambda: (interruption.start(), output.cut())
        install()
        sys.set_coroutine_origin_tracking_depth(1)
        random.seed(seed)
        module = make_main(filename)
        R.change_later(changes, vars(module))
        try:
            error, exit_code = _execute(source, filename, constants, module)
            if R.ending is None and wind_up:
                wind_up()
            _end(module, error)
        finally:
            R.stop()
            sys.set_coroutine_origin_tracking_depth(0)
    return Outcome(R, error, exit_code)


def _execute(source, filename, constants, module):
    """Gives the error that left the program, described, and its exit code."""
    try:
        code = compiled(source, filename, constants)
        contextvars.copy_context().run(exec, code, vars(module))
    except EndOfRun:
        return None, 0
    except SystemExit as exit:
        if exit.code is None or isinstance(exit.code, int):
            return None, exit.code or 0
        _complain(f"{exit.code}\n")
        return None, 1
    except UsageError:
        raise
    except BaseException as raised:
        if sys.excepthook is sys.__excepthook__:
            _complain(tracebacks.shown(raised))
        else:
            tracebacks.strip(raised)
            sys.excepthook(type(raised), raised, tracebacks.entry(raised))
        return described(raised), 1
    return None, 0


def _end(module, error):
    """What is left of the program goes, and may complain."""
    vars(module).clear()
    if R.ending is None:
        output.end()
        gc.collect()
        if error:
            R.emit(UNCAUGHT, text=R.text(error["type"]), second=R.text(error["message"]))
        R.emit(FINISHED)
        R.ending = "finished"
    R.stop()
    gc.collect()


def described(error):
    """What an exception says of itself, as the last line of its traceback has it, and the program's
    own lines that it came through."""
    described = traceback.TracebackException.from_exception(error, compact=True)
    kind = type(error)
    name = kind.__qualname__
    lines = list(described.format_exception_only())
    # A syntax error is preceded by its place; notes follow the message.
    last = next((line for line in lines
                 if not isinstance(error, SyntaxError) or line.startswith(name)), lines[-1])
    full, _, message = last.removesuffix("\n").partition(": ")
    found = {"type": full, "message": message,
             "frames": [(frame.filename, frame.name, frame.lineno) for frame in described.stack
                        if R.own[frame.filename] is not None]}
    if isinstance(error, SyntaxError):
        found.update(line=error.lineno, column=error.offset, end_line=error.end_lineno,
                     end_column=error.end_offset)
    return found


def _complain(text):
    # The program may have closed it, or put something else there.
    with contextlib.suppress(Exception):
        sys.stderr.write(text)
