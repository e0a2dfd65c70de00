"""Runs a program on the virtual clock and records what its event loop does."""

import contextlib
import contextvars
import gc
import json
import math
import random
import sys
import traceback

from . import (absent, answers, clock, loop, network, orders, output, queues, reports, resources,
               simulated, tape, tasks, threads, tracebacks, unseen, waiting, watched)
from .limit import Interruption
from .program import UsageError, compiled
from .recorder import EndOfRun, R
from .records import Records
from .room import Room, main_module
from .schema import FINISHED, OTHER, UNCAUGHT

MOST_FRAMES = 50

_rooms = []  # the one that runs take place in, once it's made


def install(watch=True, simulate=True):
    """Puts the run's clock, loop and tasks where a program finds CPython's. Without `watch` nothing
    is recorded but what is printed; without `simulate` threads, networks and input are the platform's
    own."""
    output.install()
    clock.install()
    reports.install()
    unseen.install()
    orders.install()
    if simulate:
        threads.install()
        network.install()
        absent.install()
        answers.install()
        simulated.install()
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
    limit's name; `error`: what left the program, as a dict, or None; `stderr`: a text, and `told`
    its reports; `threads`: what ran in them, as Recorder.threads has it."""

    def __init__(self, recorder, error):
        self.tape = recorder.tape
        self.ending = recorder.ending
        self.error = error
        self.stderr = "".join(recorder.stderr)
        self.threads = recorder.threads
        self.told = recorder.told

    def records(self, **options):
        made = Records(self.tape.texts, **options)
        for event in self.tape:
            made.take(event)
        return made.records

    def as_json(self, **head):
        texts = self.tape.texts
        lines = (json.dumps(tape.as_dict(event, texts), ensure_ascii=False) for event in self.tape)
        head = json.dumps({"interleave": 1, **head}, ensure_ascii=False)
        return head[:-1] + ', "events": [\n' + ",\n".join(lines) + "\n]}\n"


def run(source, filename="program.py", *, constants=(), seed=1, until=None, own=(),
        changes=(), install=install, **limits):
    """Runs `source` as a program. `own` are the names of further files of its own. `changes` are
    (after, name, value): after so many callbacks a module-level constant gets another value. `install`
    puts the clock and the loop in place. `limits` and all that is given to a program are Recorder.begin's."""
    if not _rooms:
        _rooms.append(Room())
    room, = _rooms
    R.begin(own=(filename, *own), until=until, **limits)
    with room.entered(), Interruption(R) as interruption:
        R.on_cut = interruption.start
        install()
        room.installed()
        random.seed(seed)
        try:
            error = _execute(source, filename, constants, changes)
        finally:
            R.stop()
            R.others.close()
    return Outcome(R, error)


def _execute(source, filename, constants, changes):
    module = main_module(filename)
    R.change_later(changes, vars(module))
    error = None
    try:
        _interruptibly(source, filename, constants, vars(module))
    except EndOfRun:
        pass
    except SystemExit as exit:
        if not (exit.code is None or isinstance(exit.code, int)):
            said = f"{exit.code}\n"
            with reports.saying(OTHER, said, tracebacks.last_line(exit)):
                output.complained(said)
    except UsageError:
        raise
    except BaseException as raised:
        told = tracebacks.formatted(raised)
        error = {**described(raised, told), "at": len(R.tape)}
        R.stderr.append(tracebacks.plain(told))  # told as what left the program
        del raised
    untold = error
    if R.ending is None and R.others.next() < math.inf:
        _tell(untold)
        untold = None
        with contextlib.suppress(EndOfRun):
            R.run_out()
    # What is left of the program goes, and may complain, but it prints no more.
    vars(module).clear()
    if R.ending is None:
        sys.stdout = sys.__stdout__ = output.Output(lambda text: None)
        gc.collect()
        _tell(untold)
        R.emit(FINISHED)
        R.ending = "finished"
    R.stop()
    gc.collect()
    return error


def _interruptibly(source, filename, constants, names):
    R.interruptible = True
    try:
        code = compiled(source, filename, constants)
        contextvars.copy_context().run(exec, code, names)
    finally:
        R.interruptible = False


def _tell(error):
    if error:
        R.emit(UNCAUGHT, text=R.text(error["type"]), second=R.text(error["message"]))


def described(error, told):
    """What an exception says of itself, as the last line of its traceback has it, the program's own lines that it
    came through, and its traceback, of which `told` is what tracebacks.formatted gives."""
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
                        if R.own[frame.filename] is not None][-MOST_FRAMES:],
             "rows": tracebacks.rows(told), "within": tracebacks.within(error)}
    if isinstance(error, SyntaxError):
        found.update(line=error.lineno, column=error.offset, end_line=error.end_lineno,
                     end_column=error.end_offset)
    return found
