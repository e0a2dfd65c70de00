"""What happened, in order: events as tuples of numbers, and the texts that they name.

An event's columns are schema.AT to schema.DETAIL. Full stretches are packed, 48 bytes an event, as
trace::event is laid out in memory (core/trace/event.hpp), little-endian.
"""

import itertools
import struct

from . import schema

#: Time, value, task, by, subject, text, other, line, file, kind, detail.
EVENT = struct.Struct("<ddIIIIIIIBBxx")
_FORMAT = EVENT.format[1:]

#: Events are packed this many at a time: as tuples they'd take three times the memory.
STRETCH = 4096

MOST_TEXT = 100_000


def short(text):
    """Nothing that a page could choke on; what is left out is said."""
    if len(text) <= MOST_TEXT:
        return text
    end = "\n" if text.endswith("\n") else ""
    return f"{text[:MOST_TEXT]}… ({len(text) - MOST_TEXT:,} more characters){end}"


class Aside(str):
    """A text that may be another one in each run."""


class Tape:
    """`events` are those not packed yet; `add` appends one."""

    def __init__(self):
        self.texts = [""]
        self._indices = {"": 0}
        self._packed = []
        self._count = 0
        self.events = []
        self.add = self.events.append

    def elsewhere(self):
        """Only one thread tells, unless the tape is of another kind."""
        return False

    def __len__(self):
        return self._count + len(self.events)

    def text(self, text):
        """The index of `text`, the same each time."""
        index = self._indices.get(text)
        if index is None:
            text = short(text)
            index = self._indices.setdefault(text, len(self.texts))
            if index == len(self.texts):
                self.texts.append(text)
        return index

    def new_text(self, text):
        """The index of `text`, another one each time: the numbers of texts then don't depend on what it says."""
        self.texts.append(Aside(text))
        return len(self.texts) - 1

    def pack(self):
        """Packs what is not packed yet."""
        if self.events:
            self._packed.append(packed(self.events))
            self._count += len(self.events)
            self.events.clear()

    def take(self):
        """All the bytes since the last time that they were taken; they count still."""
        self.pack()
        taken = b"".join(self._packed)
        self._packed.clear()
        return taken

    def __iter__(self):
        """Every event that was not taken, as a tuple."""
        for piece in self._packed:
            yield from EVENT.iter_unpack(piece)
        yield from self.events


def packed(events):
    return struct.pack("<" + _FORMAT * len(events), *itertools.chain.from_iterable(events))


def as_dict(event, texts):
    """The event as trace files have it."""
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
