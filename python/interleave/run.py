"""Runs a program on the virtual clock and records what its event loop does."""

import contextlib
import contextvars
import gc
import math
import random
import sys
import traceback

from . import (absent, answers, clock, dates, exits, loop, network, orders, output, own_signals, queues, reports,
               resources, shared, simulated, streams, tasks, threads, trace_file, tracebacks, unseen, waiting, watched)
from .interventions import Outsider
from .limit import Interruption
from .program import UsageError, compiled
from .recorder import EndOfRun, R
from .records import Records
from .room import Room, main_module
from .schema import FINISHED, OTHER, UNCAUGHT

MOST_FRAMES = 50

_rooms = []  # the room for runs, once it's made


def install(watch=True, simulate=True, stdout=None, stderr=None):
    """Replaces CPython's clock, loop and tasks with the run's. Without `watch`, only printed text is
    recorded; without `simulate`, threads, networks and input are the platform's own. `stdout` and `stderr`
    are streams that also show what is written; with them, input comes from the platform."""
    output.install(stdout, stderr)
    clock.install()
    dates.install()
    reports.install()
    unseen.install()
    exits.install()
    orders.install()
    if simulate:
        threads.install()
        network.install()
        absent.install()
        own_signals.install()
        if stdout is None:
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
    streams.install()


def altered():
    """Whether the last program changed something in the interpreter that had to be restored. If so, better
    don't run another one here."""
    return bool(_rooms) and _rooms[0].altered()


class Outcome:
    """The outcome of a run: its tape; `ending`: finished, until, deadlock, endless, events or the name of
    another limit; the time that was `reached`; `error`: the exception that ended the program, as a dict, or
    None; whether it was `interrupted`; `exit_code`: CPython's; `stderr`: a text, and `told` its reports;
    `threads`: what ran in them, as in Recorder.threads."""

    def __init__(self, recorder, error, exit_code):
        self.tape = recorder.tape
        self.ending = recorder.ending
        self.reached = recorder.now
        self.error = error
        self.exit_code = exit_code
        self.interrupted = error is not None and error["type"] == "KeyboardInterrupt"
        self.stderr = "".join(recorder.stderr)
        self.threads = recorder.threads
        self.told = recorder.told

    def records(self, **options):
        made = Records(self.tape.texts, **options)
        for event in self.tape:
            made.take(event)
        return made.records

    def as_json(self, **head):
        return "".join(trace_file.pieces(self.tape, **head))


def run(source, filename="program.py", *, install=install, **options):
    """Runs `source` as a program, and restores everything afterwards; see `run_once`."""
    room = _room()

    def installed():
        install()
        room.installed(install)

    with room.entered():
        return run_once(source, filename, install=installed, **{"wind_up": exits.run, **options})


@contextlib.contextmanager
def several(source, filename, **same):
    """Gives a function that makes runs of `source`, one after the other, as `run` does with the options `same` and its own.
    What a program changes is looked for after the last one alone, which is faster: see `altered`."""
    room = _room()

    def installed():
        install()
        room.installed(install)

    def one(**options):
        room.cleared()
        return run_once(source, filename, install=installed, wind_up=exits.run, **same, **options)

    with room.entered():
        yield one


def _room():
    if not _rooms:
        _rooms.append(Room())
    return _rooms[0]


def run_once(source, filename, *, constants=(), changes=(), interventions=(), seed=1, own=(), install=install,
             make_main=main_module, wind_up=None, **limits):
    """Runs `source` as a program. `own` are the names of its other own files. `changes` are (after, name,
    value): after that many callbacks a module-level constant gets another value. `interventions` are what someone outside
    the program does to its tasks: see interventions.py. `install` installs the clock
    and the loop, `make_main` makes the program's module. `wind_up` is called if the program and its threads
    have ended by themselves. `limits` and everything that a program gets are arguments of Recorder.begin."""
    R.begin(own=(filename, *own), **limits)
    with Interruption(R) as interruption:
        R.on_cut = lambda: (interruption.start(), output.cut())
        install()
        random.seed(seed)
        module = make_main(filename)
        R.change_later(changes, vars(module))
        R.outsider = Outsider(interventions) if interventions else None
        R.shared = shared.watched(source, vars(module))
        try:
            error, exit_code = _execute(source, filename, constants, vars(module))
            main = [module]
            del module
            _end(main, error, wind_up)
        finally:
            R.stop()
            exits.put_back()
            R.others.close()
    return Outcome(R, error, exit_code)


def _execute(source, filename, constants, names):
    """Returns the error that ended the program, described, and its exit code."""
    try:
        with _interruptible():
            code = compiled(source, filename, constants)
            contextvars.copy_context().run(exec, code, names)
            return None, 0
    except EndOfRun:
        return None, 0
    except SystemExit as exit:
        if exit.code is None or isinstance(exit.code, int):
            return None, exit.code or 0
        said = f"{exit.code}\n"
        with reports.saying(OTHER, said, tracebacks.last_line(exit)):
            _complain(said)
        return None, 1
    except UsageError:
        raise
    except BaseException as raised:
        left = raised
    told = tracebacks.formatted(left)
    error = {**described(left, told), "at": len(R.tape)}
    _show(left, tracebacks.plain(told))
    del left  # its traceback refers to this frame
    return error, 1


@contextlib.contextmanager
def _interruptible():
    R.interruptible = True
    try:
        yield
    finally:
        R.interruptible = False


def _end(main, error, wind_up):
    """Lets the threads run to their end. Then destroys the program's objects, which may cause reports."""
    if R.ending is None and R.others.next() < math.inf:
        _tell(error)
        error = None
        with contextlib.suppress(EndOfRun):
            R.run_out()
    if R.ending is None and wind_up:
        with contextlib.suppress(EndOfRun), _interruptible():
            wind_up()
    if R.ending is None:
        exits.let_go(main)
        output.end()
        gc.collect()
        _tell(error)
        R.emit(FINISHED)
        R.ending = "finished"
    else:
        vars(main.pop()).clear()
    R.stop()
    gc.collect()


def _tell(error):
    if error:
        R.emit(UNCAUGHT, text=R.text(error["type"]), second=R.text(error["message"]))


def described(error, told):
    """What an exception says, as in the last line of its traceback; the program's own lines through which it
    propagated; and its traceback. `told` is the result of tracebacks.formatted."""
    described = traceback.TracebackException.from_exception(error, compact=True)
    kind = type(error)
    name = kind.__qualname__
    lines = list(described.format_exception_only())
    # A syntax error's message comes after its place; notes come after the message.
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


def _show(error, told):
    """Shows the error that ended a program, as CPython does: as formatted in `told`, or with the program's
    hook."""
    entry = error.__traceback__
    while entry and R.own[entry.tb_frame.f_code.co_filename] is None:
        entry = entry.tb_next
    if sys.excepthook is not sys.__excepthook__:
        try:
            with _interruptible():
                sys.excepthook(type(error), error, entry)
            return
        except EndOfRun:
            return
        except BaseException as raised:
            failed = "".join(traceback.format_exception(raised))
            _complain(f"Error in sys.excepthook:\n{failed}\nOriginal exception was:\n")
    with reports.saying():  # it's already reported as the error that ended the program
        _complain(told)


def _complain(text):
    # The program may have closed or replaced it.
    with contextlib.suppress(Exception):
        sys.stderr.write(text)
