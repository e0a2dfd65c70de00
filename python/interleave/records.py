"""The records for conformance tests, one per line, from a run's events."""

import re

from . import schema
from .schema import (ABOUT, AT, CANCEL, CREATED, DEADLOCK, DETAIL, ENDED, KIND, LINE, PRINTED,
                     RENAMED, SECOND, STEPPED, SUSPENDED, TEXT, UNCAUGHT, BY)


def shown(name):
    return re.sub(r"\s", "_", name)


class Records:
    """Takes events one by one and collects their records."""

    def __init__(self, texts, *, switches=False, lines=False):
        self._texts = texts
        self._switches = switches
        self._lines = lines
        self._names = {0: "-"}
        self._piece = []  # parts of a line without its newline yet
        self.records = []

    def take(self, event):
        made = _MADE.get(event[KIND])
        if made:
            made(self, event)

    def _record(self, event, text):
        self.records.append(f"t={event[AT]:.6f} {text}")

    def _switch(self, event, kind, *more):
        if self._switches:
            self._record(event, " ".join((kind, self._names[event[ABOUT]], *more)))

    def _created(self, event):
        self._names[event[ABOUT]] = shown(self._texts[event[TEXT]])
        self._switch(event, "create")

    def _renamed(self, event):
        self._names[event[ABOUT]] = shown(self._texts[event[TEXT]])

    def _ended(self, event):
        how = schema.ENDINGS[event[DETAIL]]
        more = [self._texts[event[TEXT]]] if how == "failed" else []
        self._switch(event, how, *more)

    def _suspended(self, event):
        if self._lines and event[LINE]:
            self._switch(event, "line", str(event[LINE]))

    def _printed(self, event):
        """The lines that a text completes. The rest waits for its newline, whichever task prints that."""
        *complete, rest = self._texts[event[TEXT]].split("\n")
        for piece in complete:
            self._record(event, f"task={self._names[event[BY]]} {''.join(self._piece)}{piece}")
            self._piece.clear()
        if rest:
            self._piece.append(rest)

    def _uncaught(self, event):
        kind, message = self._texts[event[TEXT]], self._texts[event[SECOND]]
        text = f"{kind}: {message}" if message else kind
        self._record(event, f"task=- {text}".replace("\n", "\\n"))

    def _deadlock(self, event):
        self._record(event, "task=- deadlock: no task can run")


_MADE = {
    CREATED: Records._created,
    RENAMED: Records._renamed,
    STEPPED: lambda self, event: self._switch(event, "step"),
    SUSPENDED: Records._suspended,
    CANCEL: lambda self, event: self._switch(event, "cancel"),
    ENDED: Records._ended,
    PRINTED: Records._printed,
    UNCAUGHT: Records._uncaught,
    DEADLOCK: Records._deadlock,
}
