"""The command line: runs a program, and prints or stores what its event loop did."""

import atexit
import contextlib
import math
import os
import sys
import threading

from . import (absent, foreign, measured, options, overhead, real, run as runs, signals, site, sources, threads,
               trace_file)
from .program import UsageError
from .recorder import R
from .room import main_module
from .timeline import timeline


def main():
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))
    try:
        return _Run(options.parsed(sys.argv[1:])).run()
    except UsageError as error:
        print(f"interleave: {error}", file=sys.stderr)
        return 2


class _Run:
    def __init__(self, asked):
        self._asked = asked
        self._stdout, self._stderr = sys.stdout, sys.stderr
        # The records and the trace include printed text.
        self._shown = open(os.devnull, "w", encoding="utf-8") if asked.show else sys.stdout
        self._process = os.getpid()

    def run(self):
        asked = self._asked
        source = _source(asked.program)
        folder = site.folder() if asked.open else None
        with _opened(asked.file) as file:
            outcome = self._outcome(source)
            if os.getpid() != self._process:
                return outcome.exit_code  # the program has forked
            self._print(outcome)
            if file:
                self._keep(file, outcome)
        self._sum_up(outcome)
        if folder:
            trace = "".join(self._trace(outcome)).encode("utf-8", "backslashreplace")
            name = os.path.basename(asked.program).encode("utf-8", "replace").decode("utf-8")
            site.serve(folder, trace, name)
        return self._exit(outcome)

    def _outcome(self, source):
        asked = self._asked
        folder = os.path.dirname(os.path.realpath(asked.program))
        if not sys.flags.safe_path:
            sys.path.insert(0, folder)
        run, limits = runs.run, {"until": asked.until, "named": sources.names_below(folder)}
        if asked.real:
            run = runs.run_once  # threads may keep running, so don't restore anything
            limits |= {"tape": measured.MeasuredTape(), "most_events": math.inf}
        try:
            outcome = run(source, os.path.abspath(asked.program), constants=asked.constants, seed=asked.seed,
                          install=self._install, make_main=self._make_main, wind_up=self._wind_up, **limits)
            if outcome.ending == "foreign loop":
                raise UsageError(f"the program makes a loop that can't be watched, {R.foreign_loop}: let asyncio.run "
                                 "make it, as it comes")
            return outcome
        finally:
            self._seconds = limits["tape"].now() if asked.real else 0
            signals.ignore_interrupts()
            sys.stdout = sys.__stdout__ = self._stdout
            sys.stderr = sys.__stderr__ = self._stderr
            if self._asked.show:
                self._shown.close()

    def _install(self):
        if self._asked.real:
            real.install(self._shown, self._stderr)
        else:
            runs.install(stdout=self._shown, stderr=self._stderr)
            foreign.install()
        signals.install()

    def _make_main(self, filename):
        module = main_module(filename)
        sys.argv = [self._asked.program, *self._asked.arguments]
        return module

    def _wind_up(self):
        """Does what CPython does between a program's last line and its exit."""
        with contextlib.suppress(BaseException):
            threading._shutdown()  # waits for threads that aren't simulated
            atexit._run_exitfuncs()
        signals.ignore_interrupts()
        R.by = 0
        if self._asked.real:
            R.tape.conclude()

    # --- The outcome
    # ----------------------------------------------------------------------------------------------

    def _trace(self, outcome):
        asked = self._asked
        return trace_file.pieces(outcome.tape, title=os.path.basename(asked.program), seed=asked.seed,
                                 clock="real" if asked.real else "virtual", python=sys.version.split()[0])

    def _print(self, outcome):
        pieces = {
            "switches": lambda: (f"{record}\n" for record in outcome.records(switches=True)),
            "timeline": lambda: [timeline(outcome.tape)],
            "json": lambda: self._trace(outcome),
        }.get(self._asked.show, list)
        try:
            _write(sys.stdout.buffer, pieces())
        except BrokenPipeError:
            # Otherwise the interpreter would complain about the buffer's content at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _keep(self, file, outcome):
        try:
            with file:
                _write(file, self._trace(outcome))
        except OSError as error:
            raise UsageError(f"{file.name!r} can't be written: {error.strerror or error}") from None

    def _sum_up(self, outcome):
        """The line about the run on stderr."""
        asked = self._asked
        if asked.show and not asked.real:
            return
        count = len(outcome.tape)
        at = asked.until if outcome.ending == "until" else self._seconds if asked.real else outcome.reached
        said = f"{_ENDINGS[outcome.ending]} at {_shown(at)} s, after {count:,} events"
        if asked.real:
            said += ", all that are kept" if count >= real.MOST_EVENTS else ""
            said += f"; the tracer took {_percent(overhead.share(count, self._seconds))} of the time"
        elif _wants_real(outcome.error):
            said += "; sockets, threads and subprocesses want --real"
        if asked.file:
            said += f"; they are in {asked.file}"
        elif not (asked.show or asked.open):
            said += "; -o FILE keeps them, --timeline or --open shows them"
        print(f"interleave: {said}.", file=sys.stderr)

    def _exit(self, outcome):
        if outcome.ending == "finished" and not outcome.interrupted:
            return outcome.exit_code
        # Don't run any more of the program's code, and don't wait for its threads.
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.flush()
        sys.stderr.flush()
        if outcome.interrupted:
            signals.die_of_interrupt()
        os._exit(0 if outcome.ending == "until" else 1)


_ENDINGS = {"finished": "the program ended", "until": "--until cut the program off",
            "deadlock": "no task could run any more, and no timer was set,", "events": "the program was cut off"}


def _wants_real(error):
    """Whether this error ended the program because the virtual clock lacks a feature."""
    if error is None:
        return False
    return error["type"] == "socket.gaierror" or error["message"] in {*absent.SENTENCES, threads.NO_THREADS}


def _shown(seconds):
    return f"{seconds:.6f}".rstrip("0").rstrip(".")


def _percent(share):
    return f"about {100 * share:.0f} %" if share >= 0.01 else "less than 1 %"


def _source(file):
    try:
        return sources.read(file)
    except OSError as error:
        raise UsageError(f"{file!r} can't be read: {error.strerror or error}") from None


def _opened(file):
    """The file for the trace, or None."""
    try:
        return open(file, "wb") if file else contextlib.nullcontext()
    except OSError as error:
        raise UsageError(f"{file!r} can't be written: {error.strerror or error}") from None


def _write(file, pieces):
    for piece in pieces:
        file.write(piece.encode("utf-8", "backslashreplace"))
    file.flush()
