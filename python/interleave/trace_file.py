"""The trace as a file: docs/trace-format.md."""

import json

from .schema import MOST_TIME
from .tape import as_dict

VERSION = 1
#: Seconds: a callback that takes this long is said to block the loop.
HOLD_THRESHOLD = 0.1
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pieces(tape, *, title="", clock="virtual", **own):
    """The file's text, in pieces. `own` are the writer's own keys."""
    head = {"interleave": VERSION, "title": title, "clock": clock, "hold_threshold": HOLD_THRESHOLD, **own}
    yield _written(head)[:-1] + ',"events":['
    begin = "\n"
    for event in tape:
        yield begin + _written(_within_bounds(as_dict(event, tape.texts)))
        begin = ",\n"
    yield "\n]}\n"


def _within_bounds(said):
    """Readers refuse a time that is too large. Recorder.emit limits the other numbers."""
    said["t"] = min(said["t"], MOST_TIME)
    return said
