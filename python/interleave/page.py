"""The interface between the page and the worker that runs Python: requests and answers are JSON, events are
packed."""

import json
import struct
import warnings
import zlib

from . import answers, run as runs, schema, stopped, testing, tracebacks, trials
from .constants import constants
from .limit import Deadline
from .program import is_within_function
from .recorder import LATENCY, R
from .tape import EVENT, Aside, as_dict

FILENAME = "program.py"

#: The endings that a run always reaches at the same event.
_BY_ITSELF = ("finished", "deadlock", "until", "events", "input")


def check(source):
    """What is wrong with a program's text, or None, and the constants that can be set."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, FILENAME, "exec", dont_inherit=True)
        return json.dumps({"error": None, "constants": constants(source)})
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        R.begin(own=(FILENAME,))
        R.stop()
        if isinstance(error, SyntaxError):
            _place(error, source)
        return json.dumps({"error": runs.described(error, tracebacks.formatted(error)), "constants": []})


def _place(error, source):
    """Unlike the parser, the compiler proper sets no text, and counts columns in bytes."""
    lines = source.splitlines(keepends=True)
    if error.text is not None or not error.lineno or error.lineno > len(lines):
        return

    def characters(line, offset):
        before = lines[line - 1].encode("utf-8", "replace")[:max(0, offset - 1)]
        return len(before.decode("utf-8", "ignore")) + 1

    if error.offset:
        error.offset = characters(error.lineno, error.offset)
    if error.end_offset and error.end_lineno and error.end_lineno <= len(lines):
        error.end_offset = characters(error.end_lineno, error.end_offset)
    error.text = lines[error.lineno - 1]


class Sender:
    """Sends new events: `post(texts, events)`, in the format of core/trace/packed.hpp.

    A run that continues an earlier one is made again from its start: what the earlier one sent isn't sent
    again, and has to be the same."""

    def __init__(self, post, known):
        self._post = post
        self._known_sum = known.get("sum", 0)
        self._events, self._texts = (_Sent(known.get(what, 0)) for what in ("events", "texts"))
        self._left = b"", b""  # new data, kept until everything known has been passed

    def send(self):
        texts, events = R.tape.texts[1 + self._texts.count:], R.tape.take()
        known = self._texts.add(len(texts), lambda first, end: _packed(
            text for text in texts[first:end] if not isinstance(text, Aside)))
        new_texts = _packed(texts[known:])
        known = self._events.add(len(events) // EVENT.size, lambda first, end: events[first * EVENT.size:end * EVENT.size])
        new_events = events[known * EVENT.size:]
        new = self._left[0] + new_texts, self._left[1] + new_events
        if self.is_behind:
            self._left = new
        elif not self.differs and any(new):
            self._left = b"", b""
            self._post(*new)

    @property
    def is_behind(self):
        """Whether it hasn't reached the earlier run's end yet."""
        return None in (self._events.then, self._texts.then)

    @property
    def differs(self):
        """Whether it has reached it, but differs from the earlier run."""
        return not self.is_behind and self._events.then ^ self._texts.then != self._known_sum

    def known(self):
        """What was sent, for a run that continues this one."""
        return {"events": self._events.count, "texts": self._texts.count, "sum": self._events.sum ^ self._texts.sum}


class _Sent:
    """Events or texts: their count and checksum. The first `known` ones are from an earlier run."""

    def __init__(self, known):
        self._known = known
        self.count = self.sum = 0
        #: The checksum after the known ones, once there are that many.
        self.then = None

    def add(self, count, summed):
        """Adds `count` more; summed(first, end) returns the bytes of some of them for the checksum. Returns
        how many of them were known."""
        left = self._known - self.count
        known = min(max(0, left), count)
        self.sum = zlib.crc32(summed(0, known), self.sum)
        if 0 <= left <= count:
            self.then = self.sum
        self.sum = zlib.crc32(summed(known, count), self.sum)
        self.count += count
        return known


def _packed(texts):
    encoded = (text.encode("utf-8", "replace") for text in texts)
    return b"".join(struct.pack("<I", len(data)) + data for data in encoded)


def run(request, post, why, disarm):
    """Runs a program. `why()` names the limit behind a SIGINT, and after `disarm()` no more signals come. The
    answer has `ending`, `error`, `exit_code`, the time `reached`, where it was `stopped_at`, what it `spun`,
    the `prompt` of a missing answer, the results of its own `tests`, and what is `known` of the run, for continuing it. The request may have
    `answers`, and the network's `latency` and `bandwidth`."""
    request = json.loads(request)
    sender = Sender(post, request.get("known") or {})
    deadline = Deadline(R, why, sender.send)
    R.on_stretch = deadline.tell
    try:
        with deadline:
            outcome = runs.run(
                request["source"], FILENAME, constants=list(request.get("set", {}).items()),
                changes=[(c["after"], c["name"], c["value"]) for c in request.get("changes", ())],
                interventions=request.get("interventions", ()), seed=request.get("seed", 1), until=request.get("until"),
                answers=request.get("answers", ()), latency=request.get("latency", LATENCY),
                bandwidth=request.get("bandwidth"), variables=request.get("variables", False), prints_stderr=True)
            disarm()
    finally:
        R.on_stretch = None
    sender.send()
    differs = sender.differs or sender.is_behind and outcome.ending in _BY_ITSELF
    return json.dumps({
        "ending": "differs" if differs else outcome.ending,
        "error": outcome.error,
        "exit_code": outcome.exit_code & 0xFF,  # as a parent process would see it
        "reached": R.now,
        "stopped_at": R.stopped_at,
        "spun": stopped.spun(R),
        "prompt": answers.prompt(),
        "tests": testing.results(request["source"], FILENAME, outcome.stderr) if outcome.ending == "finished" else None,
        "reports": [_report(request["source"], **report) for report in outcome.told.reports],
        "more_reports": outcome.told.more,
        "known": sender.known(),
    })


def tries(request, why, enough):
    """Runs of a search; see trials.py. The answer has what is `told` of them, as many as were made until `enough()`, and
    whether one of them has `altered` the interpreter."""
    request = json.loads(request)
    R.on_stretch = None
    with Deadline(R, why, lambda: None):
        told = trials.made(request["source"], FILENAME, request["runs"], enough, until=request["until"],
                           answers=request.get("answers", ()), latency=request.get("latency", LATENCY),
                           bandwidth=request.get("bandwidth"))
    return json.dumps({"told": told, "altered": runs.altered()})


def altered():
    """Whether the last program changed the interpreter, so that no other one should run in it. This takes as
    long as a short run, so the answer is sent first."""
    return runs.altered()


def _report(source, kind, task, text, line, **more):
    rows = tracebacks.rows(text, task)
    # A coroutine made outside functions can't be awaited there.
    outside = kind == schema.NEVER_AWAITED and line > 0 and not is_within_function(source, line)
    return {"kind": schema.REPORTS[kind], "task": task, "line": line, "outside": outside, "rows": rows, **more}


def trace(request):
    """Runs a program and returns all its events in the trace file's format."""
    request = json.loads(request)
    outcome = runs.run(request["source"], FILENAME, constants=list(request["set"].items()),
                       seed=request["seed"], until=request["until"], most_events=200_000)
    return json.dumps({"ending": outcome.ending,
                       "events": [as_dict(event, outcome.tape.texts) for event in outcome.tape]})
