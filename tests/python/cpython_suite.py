"""Runs one file of CPython's own tests, and prints what came of each test.

    python3 cpython_suite.py FILE untouched     on CPython's own loop
    python3 cpython_suite.py FILE ours          on our loop, recorded; the tests' own TestLoop is a subclass of it
    python3 cpython_suite.py FILE foreign       recorded too, but TestLoop remains a subclass of CPython's loop
    python3 cpython_suite.py FILE ours 3        every third test alone

FILE is a module's name, such as test_asyncio.test_queues. The answer is JSON: by a test's name `{outcome, said}`.
"""

import asyncio
import importlib
import io
import json
import os
import signal
import sys
import unittest
import unittest.mock
from asyncio import base_events, futures, tasks

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../python"))

#: A test that takes longer hangs.
MOST_SECONDS = 60

#: A recorded one has no time that passes by itself.
MOST_ITERATIONS = 50_000


class Hangs(BaseException):
    """Nothing that a test catches."""


class Answer(unittest.TestResult):
    """What came of each test; of one with subtests, the worst."""

    def __init__(self):
        super().__init__()
        self.outcomes = {}

    def startTest(self, test):
        super().startTest(test)
        self.outcomes[_name(test)] = {"outcome": "pass"}
        signal.alarm(MOST_SECONDS)

    def stopTest(self, test):
        signal.alarm(0)
        super().stopTest(test)

    def _note(self, test, outcome, said=""):
        self.outcomes[_name(test)] = {"outcome": outcome, "said": said}

    def addError(self, test, error):
        super().addError(test, error)
        self._note(test, "fail", self.errors[-1][1])

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._note(test, "fail", self.failures[-1][1])

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self._note(test, "fail", self._exc_info_to_string(error, test))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._note(test, "skip", reason)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._note(test, "fail", "succeeds, which isn't expected")


class RecordedAnswer(Answer):
    """Each test is a run of its own, and what it left on the tape can be read."""

    def __init__(self, recorder, as_dict, own):
        super().__init__()
        self._recorder, self._as_dict, self._own = recorder, as_dict, own
        self.events = 0

    def startTest(self, test):
        super().startTest(test)
        self._recorder.begin(own=self._own, most_iterations=MOST_ITERATIONS)

    def stopTest(self, test):
        tape = self._recorder.tape
        self._recorder.stop()
        super().stopTest(test)
        try:
            tape.pack()
            self.events += sum(1 for event in tape if self._as_dict(event, tape.texts))
        except Exception as error:
            self._note(test, "fail", f"the tape can't be read: {error!r}")


def _name(test):
    """Class.method; of a class or module that can't be set up, as unittest names it."""
    return ".".join(test.id().split(".")[-2:]) if isinstance(test, unittest.TestCase) else test.id()


def _recorded(foreign):
    """Puts our loop and the tracer where the tests look for CPython's."""
    from interleave import run, tape, watched
    from interleave.recorder import R

    run.install(simulate=False)
    tasks._CTask, futures._CFuture = tasks.Task, asyncio.Future

    class BaseEventLoop(watched.WatchedLoop):
        def __setattr__(self, name, value):
            # Time moves in the selector; a mock of one would wait for the machine's.
            if name == "_selector" and isinstance(value, unittest.mock.Mock):
                value.select.side_effect = self._selector.select
            super().__setattr__(name, value)

    if not foreign:
        base_events.BaseEventLoop = asyncio.BaseEventLoop = BaseEventLoop
    return R, tape.as_dict


def _hangs(*_):
    raise Hangs


def _tests(suite):
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from _tests(each)
        else:
            yield each


def main(file, how, step="1"):
    answers = sys.stdout
    signal.signal(signal.SIGALRM, _hangs)
    parts = None if how == "untouched" else _recorded(how == "foreign")
    module = importlib.import_module(f"test.{file}")
    answer = RecordedAnswer(*parts, (module.__file__,)) if parts else Answer()
    sys.stdout, sys.stderr, said = io.StringIO(), io.StringIO(), sys.stderr
    tests = [*_tests(unittest.defaultTestLoader.loadTestsFromModule(module))]
    unittest.TestSuite(tests[::int(step)]).run(answer)
    sys.stdout, sys.stderr = answers, said
    json.dump({"outcomes": answer.outcomes, "events": getattr(answer, "events", 0)}, answers)
    answers.flush()
    os._exit(0)


main(*sys.argv[1:])
