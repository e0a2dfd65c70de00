"""The timeline as text, like core/trace/timeline_text.cpp: one row per task and thread, time to the right."""

import math
import re

from .schema import (ABOUT, AT, BEGAN, CREATED, DESTROYED, DETAIL, ENDED, JOB_BEGAN, JOB_ENDED, JOB_SLEPT, JOB_WOKE, KIND,
                     QUEUED, RENAMED, SLEEP, STEPPED, SUBJECT, SUSPENDED, TEXT, THREAD_STARTED, UNQUEUED, WAKEUP)

# The marks for a task's states: ready, running, sleeping, waiting; and for how it ended.
_READY, _RUNNING, _SLEEPING, _WAITING = "o#~/"
_ENDS = "*x!"
_GONE = "?"
_LEGEND = "# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed  ? destroyed\n"
_COLUMNS = 100
_LEAST_ROOM = 20
_SHORTEST = 1e-9  # seconds: a shorter run has no columns


class _Lane:
    """A task's lane: `segments` are lists of from, to, mark."""

    def __init__(self, name, now):
        self.name = name
        self.queued = False
        self.segments = [[now, math.inf, _READY]]

    def enter(self, mark, now, always=False):
        last = self.segments[-1]
        if always or last[2] != mark:
            last[1] = now
            self.segments.append([now, math.inf, mark])

    def row(self, ruler):
        row = [" "] * ruler.room
        for begin, end, mark in self.segments:
            first = ruler.column(begin)
            if mark in _ENDS + _GONE:
                row[min(first + 1, ruler.room - 1)] = mark  # next to the last step, at the same moment
                continue
            last = ruler.room - 2 if end == math.inf else ruler.column(end)
            for at in range(first, last + 1):
                runs = mark == _RUNNING and (at < last or begin == end or at == first)
                if runs or row[at] != "#" and (at < last or end == math.inf or row[at] == " "):
                    row[at] = mark
        return "".join(row).rstrip(" ")


class _ThreadLane(_Lane):
    """A thread's lane: there's nothing between its jobs."""

    def __init__(self, name, now):
        super().__init__(name, now)
        self.segments.clear()

    def follow(self, kind, now, failed):
        if kind != JOB_BEGAN:
            self.segments[-1][1] = now
        if kind != JOB_ENDED:
            self.segments.append([now, math.inf, _SLEEPING if kind == JOB_SLEPT else _RUNNING])
        elif failed:
            self.segments.append([now, now, _ENDS[-1]])


def _follow(tape):
    """The lanes of tasks and of threads, and the times of the first and last event."""
    lanes, threads, first, now = [], [], None, 0.0
    for event in tape:
        kind, now = event[KIND], event[AT]
        first = now if first is None else first
        lane = lanes[event[ABOUT] - 1] if event[ABOUT] and kind != CREATED else None
        if kind == CREATED:
            lanes.append(_Lane(tape.texts[event[TEXT]], now))
        elif kind == RENAMED:
            lane.name = tape.texts[event[TEXT]]
        elif kind in (QUEUED, UNQUEUED, BEGAN) and event[DETAIL] <= WAKEUP:
            lane.queued = kind == QUEUED
            if lane.queued and lane.segments[-1][2] != _RUNNING:
                lane.enter(_READY, now)
        elif kind == STEPPED:
            lane.enter(_RUNNING, now, always=True)
        elif kind == SUSPENDED:
            waits = _SLEEPING if event[DETAIL] == SLEEP else _WAITING
            lane.enter(_READY if lane.queued else waits, now, always=True)
        elif kind == ENDED:
            lane.enter(_ENDS[event[DETAIL]], now)
        elif kind == DESTROYED:
            lane.enter(_GONE, now)
        elif kind == THREAD_STARTED:
            threads.append(_ThreadLane(tape.texts[event[TEXT]], now))
        elif kind in (JOB_BEGAN, JOB_SLEPT, JOB_WOKE, JOB_ENDED):
            threads[event[SUBJECT] - 1].follow(kind, now, event[DETAIL])
    return lanes + threads, first or 0.0, now


class _Ruler:
    """Maps moments to columns; the last of the `room` columns shows how a task ended."""

    def __init__(self, start, end, room):
        self.start, self.room = start, room
        self.empty = end - start < _SHORTEST
        self.span = 1.0 if self.empty else end - start

    def column(self, time):
        share = min(max((time - self.start) / self.span, 0.0), 1.0)
        return int(share * (self.room - 2) + 1e-9)

    def axis(self):
        """Labels at round moments, spaced so that they fit."""
        if self.empty:
            return _label(self.start, 0 if self.start == math.floor(self.start) else 3)
        end = self.start + self.span
        apart = max(len(_label(self.start, 0)), len(_label(end, 0))) + 3
        least = self.span * max(apart, 9) / (self.room - 1)
        power = 10.0 ** math.floor(math.log10(least))
        step = next((power * multiple for multiple in (1.0, 2.0, 5.0) if power * multiple >= least), power * 10)
        places = max(0, int(-math.floor(math.log10(step * 1.0001))))
        line, i = "", math.ceil(self.start / step - 1e-9)
        while step * i <= end + self.span * 1e-9:
            text = _label(step * i, places)
            at = min(self.column(step * i), self.room - min(len(text), self.room))
            if at >= len(line):
                line = line.ljust(at) + text
            i += 1
        return line


def _label(time, places):
    return f"{time or 0.0:.{places}f} s"


def timeline(tape):
    """The text, at most 100 columns wide."""
    lanes, start, end = _follow(tape)
    name_room = min(max((len(lane.name) for lane in lanes), default=0), 20)
    ruler = _Ruler(start, end, max(_COLUMNS - min(_COLUMNS, name_room + 2), _LEAST_ROOM))
    rows = "".join(f"{_in_columns(lane.name, name_room)}  {lane.row(ruler)}\n" for lane in lanes)
    return f"{' ' * (name_room + 2)}{ruler.axis()}\n{rows}{_LEGEND}"


def _in_columns(name, room):
    """`name` in `room` columns: cut off or padded, with control characters replaced by spaces."""
    name = re.sub("[\0-\x1f\x7f]", " ", name)
    return (name if len(name) <= room else f"{name[:room - 1]}.").ljust(room)
