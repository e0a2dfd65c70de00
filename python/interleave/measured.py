"""A tape for a run in real time: each event gets the time when it was reported, and other threads may report
events too."""

import collections
import threading
import time
from _thread import get_ident

from .schema import (AMOUNT, AT, CANCEL, CLOSED, DROPPED, GOT, HOLD, KIND, MOVED, PRINTED, PUT, RENAMED, REPORTED,
                     TIMER_CANCELLED, TIMER_SET, UNQUEUED, VALUE)
from .tape import Tape

_clock, _loop_clock = time.perf_counter, time.monotonic
# The events about the watched loop that other threads may report. Only some of these name a task. In the
# others it would be the running task, but no task runs in another thread.
_ELSEWHERE = {PRINTED, REPORTED, CANCEL, RENAMED, UNQUEUED, TIMER_SET, TIMER_CANCELLED, DROPPED, VALUE, CLOSED, HOLD,
              PUT, MOVED, GOT}
_ABOUT_A_TASK = {CANCEL, RENAMED, UNQUEUED}


class MeasuredTape(Tape):
    """Only the watched loop's thread touches the events. Other threads' events wait until that thread reports
    one. This keeps the order, and only the texts need a lock."""

    def __init__(self):
        super().__init__()
        self.add, self.text = self._add, self._text
        self._lock = threading.Lock()
        self._said = collections.deque()
        self._start = _clock()
        # Another process may run between two readings: the smallest difference is the right one.
        self._loop_start = self._start + min(-_clock() + _loop_clock() for _ in range(9))
        self._last = 0.0
        self._told_elsewhere = _ELSEWHERE
        self.claim()

    def claim(self):
        """Makes the current thread the watched loop's."""
        self._thread = get_ident()

    def conclude(self):
        """The program has ended, in this thread. Others may still print, but report nothing about a loop."""
        self._told_elsewhere = {PRINTED, REPORTED}
        self.claim()

    def elsewhere(self):
        return get_ident() != self._thread

    def now(self):
        return _clock() - self._start

    def _add(self, event):
        now = _clock()
        if get_ident() != self._thread:
            if event[KIND] in self._told_elsewhere:
                self._said.append(_from_elsewhere(now, *event[1:]))
            return
        while self._said:
            self.events.append(self._said.popleft())
        self.events.append((now, *event[1:]))

    def _text(self, text):
        index = self._indices.get(text)
        if index is None:
            with self._lock:
                index = super().text(text)
        return index

    def new_text(self, text):
        with self._lock:
            return super().new_text(text)

    def pack(self):
        if self.elsewhere():
            return
        while self._said:
            self.events.append(self._said.popleft())
        for index, event in enumerate(self.events):
            # Another thread may report late what it measured earlier.
            self._last = max(self._last, round(event[AT] - self._start, 6))
            amount = event[AMOUNT]
            if event[KIND] == TIMER_SET:
                amount = round(amount - self._loop_start, 6)
            self.events[index] = (self._last, amount, *event[AMOUNT + 1:])
        super().pack()

    def __iter__(self):
        self.pack()
        return super().__iter__()


def _from_elsewhere(now, value, about, by, *more):
    kind = more[-2]
    return now, value, about if kind in _ABOUT_A_TASK else 0, 0, *more
