"""Queues that tell what is put and got, and in which order it would be got."""

import heapq
import sys
from asyncio import queues

from .recorder import R, address_free
from .resources import making_parts, number, replaces, tells, unnumbered
from .schema import (CLOSED, GOT, JOINER, LIFO_QUEUE, MOVED, PRIORITY_QUEUE, PUT, QUEUE, VALUE)

_MOST_TEXT = 80


def item_text(item):
    """The item as print shows it, of a tuple each part; short, and without addresses."""
    if type(item) is tuple:
        return _short(f"({', '.join(map(item_text, item))})")
    try:
        text = str(item)
    except Exception as error:
        text = f"<{type(item).__name__}: {type(error).__name__} in str()>"
    return _short(text)


def _short(text):
    text = address_free(text)
    return text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT - 1] + "…"


class _Numbered:
    """An item of a priority queue with its number: ordered as the item itself is."""

    __slots__ = ("item", "number")

    def __init__(self, item, number):
        self.item, self.number = item, number

    def __lt__(self, other):
        return self.item < other.item


class Items:
    """The numbers of what is in a queue, counted from 1 as they're put."""

    def __init__(self, queue, kind):
        self._id = queue._il_id
        self._kind = kind
        self._count = 0
        self._numbers = []  # by turn; of a LIFO queue the next one is last
        self._heap = []     # of a priority queue, the same heap as CPython's

    def put(self, item):
        self._count += 1
        if self._kind == PRIORITY_QUEUE:
            heapq.heappush(self._heap, _Numbered(item, self._count))
            turns = self._turns()
            place = turns.index(self._count)
            self._numbers.insert(place, self._count)
        else:
            place = len(self._numbers) if self._kind == QUEUE else 0
            self._numbers.append(self._count)
        R.emit(PUT, 0, self._id, float(place), text=R.text(item_text(item)), second=self._count)
        if self._kind == PRIORITY_QUEUE:
            self._tell_moves(turns)

    def got(self):
        if not self._numbers:
            return
        if self._kind == PRIORITY_QUEUE:
            gone = heapq.heappop(self._heap).number
            self._numbers.remove(gone)
        else:
            gone = self._numbers.pop(0 if self._kind == QUEUE else -1)
        R.emit(GOT, 0, self._id, second=gone)
        if self._kind == PRIORITY_QUEUE:
            self._tell_moves(self._turns())

    def _turns(self):
        heap = self._heap[:]
        return [heapq.heappop(heap).number for _ in self._heap]

    def _tell_moves(self, turns):
        for place, gone in enumerate(turns):
            if self._numbers[place] != gone:
                self._numbers.remove(gone)
                self._numbers.insert(place, gone)
                R.emit(MOVED, 0, self._id, float(place), second=gone)


def _watch_items(cls):
    """Of a class, or a program's subclass, the methods that it has of its own. One of them may call
    another one: told once."""
    if "_put" in cls.__dict__:
        @replaces(cls, "_put")
        def _(original):
            def _put(self, item):
                if self._il_part or self._il_inside:
                    return original(self, item)
                # A heap takes the item only if it can compare it.
                late = isinstance(self, queues.PriorityQueue)
                if not late:
                    self._il_items.put(item)
                self._il_inside = True
                try:
                    original(self, item)
                finally:
                    self._il_inside = False
                if late:
                    self._il_items.put(item)
            return _put

    if "_get" in cls.__dict__:
        @replaces(cls, "_get")
        def _(original):
            def _get(self):
                if self._il_part or self._il_inside:
                    return original(self)
                self._il_inside = True
                try:
                    item = original(self)
                finally:
                    self._il_inside = False
                self._il_items.got()
                return item
            return _get


def _maxsize(maxsize=0, *_, **__):
    return maxsize


def install():
    Queue = queues.Queue

    @replaces(Queue, "__init__")
    def _(original):
        def __init__(self, *args, **more):
            kind = (PRIORITY_QUEUE if isinstance(self, queues.PriorityQueue) else
                    LIFO_QUEUE if isinstance(self, queues.LifoQueue) else QUEUE)
            number(self, kind, _maxsize(*args, **more), sys._getframe(1))
            self._il_items = Items(self, kind)
            self._il_inside = False
            with making_parts(self, JOINER):
                original(self, *args, **more)
        return __init__

    for cls in (Queue, queues.PriorityQueue, queues.LifoQueue):
        _watch_items(cls)
    Queue.__init_subclass__ = classmethod(lambda cls, **more: _watch_items(cls))
    tells(Queue, "_unfinished_tasks", lambda self, before, now: now < before and R.emit(
        VALUE, 0, self._il_id, float(now)))
    if hasattr(Queue, "shutdown"):  # 3.13
        tells(Queue, "_is_shutdown", lambda self, before, now: R.emit(
            CLOSED, 0, self._il_id, detail=1))
    unnumbered(Queue)
