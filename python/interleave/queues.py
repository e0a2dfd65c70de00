"""Queues that report what is put and got, and in which order get() would return it.

This calls none of the program's code: items of the program's own classes are reported by type only, and never
compared.
"""

import collections
import contextlib
import heapq
import itertools
import sys
from asyncio import queues

from .recorder import R, address_free
from .resources import making_no_parts, making_parts, number, replaces, tells, unnumbered
from .schema import (CLOSED, GOT, JOINER, LIFO_QUEUE, MOVED, PRIORITY_QUEUE, PUT, QUEUE, VALUE)

_MOST_TEXT = 80


_DEEPEST = 4         # nesting of containers
_MOST_FORESEEN = 100  # items of a priority queue


def _types(*types):
    """By id, because a class may define its own hash."""
    return frozenset(map(id, types))


_PLAIN = _types(str, int, float, bool, type(None), bytes, complex, type(...), range)
_CONTAINERS = _types(tuple, list, dict, set, frozenset, collections.deque)
_KEEPING = _types(collections.deque, list, dict, set, collections.OrderedDict)
_name_of_class = type.__dict__["__name__"].__get__


def _is_plain(item, depth=_DEEPEST):
    """Whether a program can't notice that the item is shown or compared."""
    kind = id(type(item))
    if kind in _PLAIN:
        return True
    if depth == 0 or kind not in _CONTAINERS:
        return False
    # Another thread may change it during the iteration.
    parts = tuple(itertools.chain.from_iterable(item.items()) if type(item) is dict else item)
    return all(_is_plain(part, depth - 1) for part in parts)


def item_text(item, depth=_DEEPEST):
    """The item as print shows it, for a tuple each part; short, and without addresses."""
    if type(item) is tuple and depth:
        return _short(f"({', '.join(item_text(part, depth - 1) for part in item)})")
    if _is_plain(item):
        with contextlib.suppress(ValueError):  # a number may have too many digits
            return _short(str(item))
    return _short(f"<{_name_of_class(type(item))}>")


def _short(text):
    text = address_free(text)
    return text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT - 1] + "…"


class _Numbered:
    """A priority queue's item with its number, ordered like the item itself."""

    __slots__ = ("item", "number")

    def __init__(self, item, number):
        self.item, self.number = item, number

    def __lt__(self, other):
        return self.item < other.item


class Items:
    """The numbers of a queue's items, counted from 1 in the order they're put.

    For a priority queue, predicts the order of get() if the program can't notice; else only the next item
    comes first, and the others follow in the order they were put."""

    def __init__(self, queue, kind):
        self._id = queue._il_id
        self._kind = kind
        self._count = 0
        # In the order of get(); for a LIFO queue the next one is last.
        self._numbers = []
        self._item_ids = []
        self._heap = []  # for a predictable priority queue, a copy of CPython's; else None

    def put(self, queue, item, taken):
        """Reports an item that was put; `taken` says whether the queue accepted it without an error."""
        kept = _kept(queue)
        if not (taken if kept is None else self._has_taken(item, kept)):
            return
        self._count += 1
        number, turns = self._count, None
        place = len(self._numbers)
        if self._kind == PRIORITY_QUEUE:
            turns = self._turns_with(item, number, kept)
            place = turns.index(number) if turns else place
        self._numbers.insert(place, number)
        self._item_ids.insert(place, id(item))
        R.emit(PUT, 0, self._id, 0.0 if self._kind == LIFO_QUEUE else float(place),
               text=R.text(item_text(item)), second=number)
        if self._kind == PRIORITY_QUEUE:
            self._tell_moves(turns, kept)

    def got(self, queue, *items):
        """Reports items that were got, and removes them."""
        kept, turns = _kept(queue), None
        for item in items:
            index = self._index(id(item))
            if index is None and (kept is None or len(kept) < len(self._numbers)):
                index = self._next() if self._numbers else None
            if index is not None:
                if self._kind == PRIORITY_QUEUE:
                    turns = self._turns_without(item, kept)
                self._gone(index)
        if kept is not None and len(kept) < len(self._numbers):
            self._sweep(kept, len(self._numbers) - len(kept))
            turns = None
        if self._kind == PRIORITY_QUEUE:
            self._tell_moves(turns, kept)

    def _has_taken(self, item, kept):
        if len(kept) > len(self._numbers):
            return True
        if id(item) in map(id, kept):  # it replaced another one, or was already in the queue
            self._sweep(kept, len(self._numbers) + 1 - len(kept))
        return len(kept) > len(self._numbers)

    def _sweep(self, kept, surplus):
        """Removes that many items, which have disappeared without a get()."""
        there = set(map(id, kept))
        self._heap = None
        for number in [n for n, item in zip(self._numbers, self._item_ids) if item not in there][:surplus]:
            self._gone(self._numbers.index(number))

    def _gone(self, index):
        del self._item_ids[index]
        R.emit(GOT, 0, self._id, second=self._numbers.pop(index))
        if not self._numbers:
            self._heap = []

    def _next(self):
        return len(self._numbers) - 1 if self._kind == LIFO_QUEUE else 0

    def _index(self, item_id):
        """The item's index, or None."""
        if self._numbers and self._item_ids[self._next()] == item_id:
            return self._next()
        return self._item_ids.index(item_id) if item_id in self._item_ids else None

    def _turns_with(self, item, number, kept):
        """The numbers in the order of get(), with the new one; None if that can't be predicted."""
        if self._heap is None or len(self._heap) >= _MOST_FORESEEN or not _is_plain(item):
            self._heap = None
        return self._foreseen(kept, lambda: heapq.heappush(self._heap, _Numbered(item, number)))

    def _turns_without(self, item, kept):
        if self._item_ids[0] != id(item):
            self._heap = None
        return self._foreseen(kept, lambda: heapq.heappop(self._heap))

    def _foreseen(self, kept, change):
        if self._heap is None:
            return None
        try:
            change()
            heap = self._heap[:]
            if not heap or type(kept) is list and heap[0].item is kept[0]:
                return [heapq.heappop(heap).number for _ in self._heap]
        except Exception:
            """They can't all be compared."""
        self._heap = None
        return None

    def _tell_moves(self, turns, kept):
        if turns is not None:
            for place, number in enumerate(turns):
                self._move(self._numbers.index(number), place)
        elif type(kept) is list and kept:
            index = self._index(id(kept[0]))
            if index is not None:
                self._move(index, 0)

    def _move(self, index, place):
        if index != place:
            number = self._numbers.pop(index)
            self._numbers.insert(place, number)
            self._item_ids.insert(place, self._item_ids.pop(index))
            R.emit(MOVED, 0, self._id, float(place), second=number)


def _kept(queue):
    """The container of the queue's items; None if it's the program's own."""
    kept = queue.__dict__.get("_queue")
    return kept if id(type(kept)) in _KEEPING else None


def _watch_items(cls):
    """Patches the methods that this class defines, which may be a program's subclass. One of them may call
    another, but each item is reported once."""
    if "_put" in cls.__dict__:
        @replaces(cls, "_put")
        def _(original):
            def _put(self, item):
                if self._il_part or self._il_inside:
                    return original(self, item)
                self._il_inside, taken = True, False
                try:
                    result = original(self, item)
                    taken = True
                    return result
                finally:
                    self._il_inside = False
                    self._il_items.put(self, item, taken)
            return _put

    if "_get" in cls.__dict__:
        @replaces(cls, "_get")
        def _(original):
            def _get(self):
                if self._il_part or self._il_inside:
                    return original(self)
                self._il_inside, got = True, ()
                try:
                    item = original(self)
                    got = item,
                    return item
                finally:
                    self._il_inside = False
                    self._il_items.got(self, *got)
            return _get

    # Anything that it makes there isn't part of asyncio.
    if "_init" in cls.__dict__ and cls.__module__ != queues.__name__:
        @replaces(cls, "_init")
        def _(original):
            def _init(self, maxsize):
                with making_no_parts():
                    original(self, maxsize)
            return _init


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

    def __init_subclass__(cls, **more):
        super(Queue, cls).__init_subclass__(**more)
        _watch_items(cls)

    Queue.__init_subclass__ = classmethod(__init_subclass__)
    tells(Queue, "_unfinished_tasks", lambda self, before, now: now < before and R.emit(
        VALUE, 0, self._il_id, float(now)))
    if hasattr(Queue, "shutdown"):  # 3.13
        tells(Queue, "_is_shutdown", lambda self, before, now: R.emit(
            CLOSED, 0, self._il_id, detail=1))
    unnumbered(Queue)
