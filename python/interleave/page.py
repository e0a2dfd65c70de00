"""What the page asks of the worker that Python runs in: requests and answers are JSON, events are packed."""

import json
import struct
import warnings
import zlib

from . import answers, run as runs, schema, tracebacks
from .constants import constants
from .limit import Deadline
from .recorder import LATENCY, R
from .tape import EVENT, as_dict

FILENAME = "program.py"


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
    """The compiler proper, which comes after the parser, tells no text, and its columns are counted in bytes."""
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
    """Hands on what happened since the last time: `post(texts, events)`, as core/trace/packed.hpp reads it.

    A run that goes on from an earlier one is made from its start again: what the earlier one sent is left
    out, and has to be the same."""

    def __init__(self, post, known):
        self._post = post
        self._known_events = known.get("events", 0)
        self._known_texts = known.get("texts", 0)
        self._known_sum = known.get("sum", 0)
        self.events = self.texts = self.sum = 0
        #: Whether it does what the earlier run did.
        self.same = True

    def send(self):
        tape = R.tape
        events = tape.take()
        self.sum = self._summed(events)
        texts = tape.texts[1 + self.texts:]
        first = max(0, self._known_texts - self.texts)
        self.texts += len(texts)
        skipped = max(0, self._known_events - self.events)
        self.events += len(events) // EVENT.size
        if not self.same:
            return
        events = events[skipped * EVENT.size:]
        if events or texts[first:]:
            self._post(b"".join(map(_text, texts[first:])), events)

    def _summed(self, events):
        """The check sum after so many events; at the end of what is known it has to be that of then."""
        left = (self._known_events - self.events) * EVENT.size
        if 0 < left <= len(events):
            self.same = zlib.crc32(events[:left], self.sum) == self._known_sum
        return zlib.crc32(events, self.sum)


def _text(text):
    data = text.encode("utf-8", "replace")
    return struct.pack("<I", len(data)) + data


def run(request, post, why, disarm):
    """Runs a program. `why()` names the limit that a SIGINT tells of, and after `disarm()` no more signals
    come. The answer has `ending`, `error`, the time `reached`, where it was `stopped_at`, the `prompt` of an
    answer that is missing, and what is `known` of the run when it is asked for again. The request may have
    `answers`, and the network's `latency` and `bandwidth`."""
    request = json.loads(request)
    sender = Sender(post, request.get("known") or {})
    R.on_stretch = sender.send
    try:
        with Deadline(R, why, sender.send):
            outcome = runs.run(
                request["source"], FILENAME, constants=list(request.get("set", {}).items()),
                changes=[(c["after"], c["name"], c["value"]) for c in request.get("changes", ())],
                seed=request.get("seed", 1), until=request.get("until"),
                answers=request.get("answers", ()), latency=request.get("latency", LATENCY),
                bandwidth=request.get("bandwidth"), variables=request.get("variables", False))
            disarm()
    finally:
        R.on_stretch = None
    sender.send()
    return json.dumps({
        "ending": outcome.ending if sender.same else "differs",
        "error": outcome.error,
        "reached": R.now,
        "stopped_at": R.stopped_at,
        "prompt": answers.prompt(),
        "altered": runs.altered(),
        "reports": [_report(**report) for report in outcome.told.reports],
        "more_reports": outcome.told.more,
        "known": {"events": sender.events, "texts": sender.texts, "sum": sender.sum},
    })


def _report(kind, task, text, **more):
    rows = tracebacks.rows(text, task)
    return {"kind": schema.REPORTS[kind], "task": task, "rows": rows, **more}


def trace(request):
    """Runs a program and gives all its events, as trace files have them."""
    request = json.loads(request)
    outcome = runs.run(request["source"], FILENAME, constants=list(request["set"].items()),
                       seed=request["seed"], until=request["until"], most_events=200_000)
    return json.dumps({"ending": outcome.ending,
                       "events": [as_dict(event, outcome.tape.texts) for event in outcome.tape]})
