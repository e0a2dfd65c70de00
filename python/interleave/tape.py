"""The events in order, as tuples of numbers, and the texts that they name.

An event's columns are schema.AT to schema.DETAIL. A full stretch of events is packed into 48 bytes each, with
the memory layout of trace::event (core/trace/event.hpp), little-endian.
"""

import itertools
import struct

from . import schema

#: Time, value, task, by, subject, text, other, line, file, kind, detail.
EVENT = struct.Struct("<ddIIIIIIIBBxx")
_FORMAT = EVENT.format[1:]

#: The number of events packed at a time: as tuples they'd take three times the memory.
STRETCH = 4096

MOST_TEXT = 100_000


def short(text):
    """Cuts a text that would be too much for a page, and says how much is left out."""
    if len(text) <= MOST_TEXT:
        return text
    end = "\n" if text.endswith("\n") else ""
    return f"{text[:MOST_TEXT]}… ({len(text) - MOST_TEXT:,} more characters){end}"


class Aside(str):
    """A text that may differ from run to run."""


class Tape:
    """`events` are those that aren't packed yet; `add` appends one."""

    def __init__(self):
        self.texts = [""]
        self._indices = {"": 0}
        self._packed = []
        self._count = 0
        self.events = []
        self.add = self.events.append

    def elsewhere(self):
        """Only one thread reports events, unless the tape is of another kind."""
        return False

    def __len__(self):
        return self._count + len(self.events)

    def text(self, text):
        """The index of `text`: equal texts share one."""
        index = self._indices.get(text)
        if index is None:
            text = short(text)
            index = self._indices.setdefault(text, len(self.texts))
            if index == len(self.texts):
                self.texts.append(text)
        return index

    def new_text(self, text):
        """A new index for `text`, so that the indices of texts don't depend on its content."""
        self.texts.append(Aside(text))
        return len(self.texts) - 1

    def pack(self):
        """Packs events that aren't packed yet."""
        if self.events:
            self._packed.append(packed(self.events))
            self._count += len(self.events)
            self.events.clear()

    def take(self):
        """All bytes since the last call. The taken events still count."""
        self.pack()
        taken = b"".join(self._packed)
        self._packed.clear()
        return taken

    def __iter__(self):
        """Every event that hasn't been taken, as a tuple."""
        for piece in self._packed:
            yield from EVENT.iter_unpack(piece)
        yield from self.events


def packed(events):
    return struct.pack("<" + _FORMAT * len(events), *itertools.chain.from_iterable(events))


def as_dict(event, texts):
    """The event in the trace file's format."""
    name, fields = schema.KINDS[event[schema.KIND]]
    said = {"t": event[schema.AT], "kind": name, "by": event[schema.BY]}
    for field, column, what in fields:
        value = event[column]
        if what is schema.WHOLE:
            value = int(value)
        elif what is schema.WORDS:
            if column == schema.FILE and not value:
                continue
            value = texts[value]
        elif what is not schema.NUMBER:
            value = what[int(value)]
        elif value in (float("inf"), float("-inf")):
            value = None
        said[field] = value
    return said
