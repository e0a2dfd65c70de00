"""The trace as a file: docs/trace-format.md."""

import json

from .output import short
from .tape import as_dict

VERSION = 1
#: Seconds: a callback that takes longer is said to hold the loop up.
HOLD_THRESHOLD = 0.1
_MOST_TIME = 1e12
_MOST_AMOUNT = 2147483648
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pieces(tape, *, title="", clock="virtual", **own):
    """The file's text, in pieces. `own` are keys of the writer's own."""
    head = {"interleave": VERSION, "title": title, "clock": clock, "hold_threshold": HOLD_THRESHOLD, **own}
    yield _written(head)[:-1] + ',"events":['
    begin = "\n"
    for event in tape:
        yield begin + _written(_within_bounds(as_dict(event, tape.texts)))
        begin = ",\n"
    yield "\n]}\n"


def _within_bounds(said):
    """Readers refuse texts that are too long, and numbers that are too large."""
    for name, value in said.items():
        if isinstance(value, str):
            said[name] = short(value)
        elif name == "when":
            said[name] = value if value is not None and abs(value) <= _MOST_TIME else None
        elif name in ("t", "until"):
            said[name] = min(value, _MOST_TIME)
        elif name in ("limit", "value"):
            said[name] = min(value, _MOST_AMOUNT)
    return said
