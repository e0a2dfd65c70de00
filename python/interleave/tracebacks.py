"""Tracebacks as CPython shows them, row by row, with each row's subject: a line of the program, and the task
that ran it."""

import re
import traceback

from .recorder import R, address_free
from .unseen import is_ours

MOST_ROWS = 200
MOST_TEXT = 1000

#: CPython's advice about coroutines that were never awaited. You can't enable that here, and the line is
#: known anyway.
_UNHELPFUL = "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n"

_TASK = re.compile("\0\\d+\0")

#: A place in the program, also in a group's branches, with the number of the task that ran it in front.
_PLACE = re.compile(r'(?P<indent>[ |+]*)\0(?P<task>\d+)\0(?P<told>.*)', re.DOTALL)
_TOLD = re.compile(r'[ |+]*File "(?P<file>[^"]+)", line (?P<line>\d{1,9})\b|(?P<warned>[^:]+):(?P<number>\d{1,9}): \w+:')


def failed(task, error):
    """Notes that a task ends with this exception, whose traceback has the task's frames. Another task that
    takes it over adds frames in front, so the task's frames begin at a traceback with this id and the current
    length. This keeps no traceback alive, so objects are destroyed when CPython would destroy them."""
    start = _own(error.__traceback__)
    if start is not None:
        R.sections[id(start)] = task, _length(start)


def formatted(error):
    """An exception's traceback, including chained exceptions and groups, with the numbers of the tasks that
    ran its places, for `rows` and `plain`."""
    described = traceback.TracebackException.from_exception(error, compact=True)
    _mark(described, error)
    return "".join(described.format())


def plain(text):
    """The text as CPython shows it."""
    return _TASK.sub("", text)


def rows(text, task=0):
    """The rows (text, line, task) of a formatted text, or of a text about a task, for example from the loop's
    exception handler. 0 means no line of the program, or no known task."""
    text = text.replace(_UNHELPFUL, "")
    found = [_row(line, task) for line in text.removesuffix("\n").split("\n")]
    left_out = len(found) - MOST_ROWS
    if left_out > 0:
        half = MOST_ROWS // 2
        found[half:half + left_out] = [(f"  … {left_out:,} more lines …", 0, 0)]
    return found


def last_line(error):
    """The program's line that an exception left last; 0 for none."""
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if R.own[frame.f_code.co_filename] == 0:
            line = number
    return line


def within(error):
    """An exception group's exceptions: (last line of its traceback, the program's line that it left, 0)."""
    found, left = [], [error]
    while left and isinstance(error, BaseExceptionGroup):
        one, *left = left
        if isinstance(one, BaseExceptionGroup):
            left = [*one.exceptions, *left]
        elif line := last_line(one):
            told = traceback.format_exception_only(one)[0]
            found.append((told.removesuffix("\n"), line, 0))
    return found


def _row(text, task):
    if place := _PLACE.match(text):
        text, task = place["indent"] + place["told"], int(place["task"])
    told = _TOLD.match(text)
    file, line = (told["file"] or told["warned"], told["line"] or told["number"]) if told else ("", 0)
    is_own = told is not None and R.own[file] == 0
    text = address_free(text)
    return text[:MOST_TEXT], int(line) if is_own else 0, task if is_own else 0


class _Marked(traceback.StackSummary):
    """A stack whose places have their tasks' numbers in front."""

    def __init__(self, stack):
        super().__init__(frame for frame, _ in stack)
        self._tasks = {id(frame): task for frame, task in stack}
        self._formatted = {}  # deep recursion repeats the same places, and carets take time

    def format_frame_summary(self, frame, **more):
        place = frame.filename, frame.lineno, frame.name, getattr(frame, "colno", None)
        if place not in self._formatted:
            self._formatted[place] = super().format_frame_summary(frame, **more)
        return f"\0{self._tasks.get(id(frame), 0)}\0{self._formatted[place]}"


def _mark(described, error):
    left = [(described, error, 0)]
    while left:
        described, error, task = left.pop()
        if described is None:
            continue
        tasks = list(_tasks(error.__traceback__, task))
        stack = [(frame, by) for frame, by in zip(described.stack, tasks) if not is_ours(frame.filename)]
        described.stack = _Marked(stack) if stack else None
        # The task that raised an exception also handled the one it came from, unless that's another task's.
        task = tasks[-1] if tasks else task
        left += (described.__cause__, error.__cause__, task), (described.__context__, error.__context__, task)
        left += ((inner, member, task) for inner, member in
                 zip(described.exceptions or (), getattr(error, "exceptions", ())))


def _tasks(entry, task):
    """The task of each frame of a traceback, in the order of traceback.walk_tb."""
    shown = {id(frame) for frame, _ in traceback.walk_tb(entry)}
    left = _length(entry)
    while entry is not None:
        number, length = R.sections.get(id(entry), (0, 0))
        if length == left:
            task = number
        if id(entry.tb_frame) in shown:
            yield task
        entry, left = entry.tb_next, left - 1


def _own(entry):
    while entry is not None and is_ours(entry.tb_frame.f_code.co_filename):
        entry = entry.tb_next
    return entry


def _length(entry):
    length = 0
    while entry is not None:
        entry, length = entry.tb_next, length + 1
    return length
