"""The values of a suspended coroutine's variables, each in a few words.

This runs none of the program's code and keeps only text. So types are compared by identity, objects of the
program's own classes are shown by type only, and asyncio's objects by number. Before Python 3.13, a frame
keeps a copy of its variables once they're read, and locals() would show that copy, so the recorder doesn't
read them there.
"""

import collections
import inspect
import itertools
import sys
import types
from asyncio import base_events, futures, locks, queues, tasks

from . import stack
from .recorder import R, address_free
from .schema import VARIABLES
from .waiting import Waiting

_MOST_VARIABLES = 30
_MOST_LETTERS = 80
_MOST_WITHIN = 60     # characters for a container's content, and for a string
_DEEPEST = 4          # nesting of containers
_MOST_SORTED = 200    # elements of a set
_LARGE = 2 ** 200     # for an int
#: Whether a frame's variables can be read without being copied.
READS_FRAMES = sys.version_info >= (3, 13)
#: The limit for the characters of all variables in a run, so that its other events still reach the page.
MOST_TOLD = 8_000_000


def tell(number, frames):
    """Records the variables of a task whose coroutine is suspended in these frames, innermost last."""
    r = R
    if r.variables_told > MOST_TOLD:
        return
    try:
        text = "\n".join(_lines(frames))
    except RecursionError:  # an eager task, deep in the stack
        return
    if text:
        r.variables_told += len(text)
        r.add((r.now, 0.0, number, r.by, 0, r.tape.new_text(text), 0, 0, 0, VARIABLES, 0))


def _lines(frames):
    told = {}
    for name, frame in reversed(frames):
        if frame.f_code.co_flags & inspect.CO_OPTIMIZED:
            for variable, value in frame.f_locals.items():
                # A comprehension has its iterator as .0, and super() has its class.
                if variable[0] != "." and variable != "__class__":
                    told.setdefault(variable, value)
        if name not in stack.NAMELESS:
            break
    lines = [f"{name} = {in_short(value)}" for name, value in itertools.islice(told.items(), _MOST_VARIABLES)]
    if len(told) > _MOST_VARIABLES:
        lines.append(f"… {len(told) - _MOST_VARIABLES} more")
    return lines


def in_short(value):
    text = _text(value, ())
    if "0x" in text:
        text = address_free(text)
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS - 1] + "…"


def _text(value, within):
    """`within`: the ids of the containers around it."""
    kind = id(type(value))
    show = _PLAIN.get(kind)
    if show is not None:
        return show(value)
    show = _CONTAINERS.get(kind)
    if show is None:
        return _object(value)
    if id(value) in within:
        return "..."
    if len(within) == _DEEPEST:
        return "…"
    return show(value, (*within, id(value)))


def _integer(value):
    return repr(value) if -_LARGE < value < _LARGE else f"<int of {value.bit_length()} bits>"


def _string(value):
    left = len(value) - _MOST_WITHIN
    return repr(value) if left <= 0 else f"{value[:_MOST_WITHIN - 20]!r}… {left + 20} more"


def _bytearray(value):
    return f"bytearray({_string(bytes(value))})"


def _range(value):
    numbers = [_integer(value.start), _integer(value.stop), _integer(value.step)]
    return f"range({', '.join(numbers[:2] if numbers[2] == '1' else numbers)})"


def _joined(texts, count):
    """The first of `count` texts, and how many more there are."""
    said, room = [], _MOST_WITHIN
    for text in texts:
        room -= len(text) + 2
        if room < 0 and said:
            said.append(f"… {count - len(said)} more")
            break
        said.append(text)
    return ", ".join(said)


def _elements(value, within):
    return _joined(map(_text, value, itertools.repeat(within)), len(value))


def _list(value, within):
    return f"[{_elements(value, within)}]"


def _tuple(value, within):
    return f"({_elements(value, within)}{',' * (len(value) == 1)})"


def _deque(value, within):
    return f"deque([{_elements(value, within)}])"


def _set(value, within):
    """In a fixed order, because the set's own may depend on addresses."""
    if not value:
        return "set()"
    if len(value) > _MOST_SORTED:
        return f"{{… {len(value)} elements}}"
    if all(type(element) is int for element in value):
        value = sorted(value)
    else:
        return f"{{{_joined(sorted(_text(element, within) for element in value), len(value))}}}"
    return f"{{{_elements(value, within)}}}"


def _frozenset(value, within):
    return f"frozenset({_set(value, within) if value else ''})"


def _dict(value, within):
    # Use dict's own method: a program could replace a Counter's.
    pairs = (f"{_text(key, within)}: {_text(held, within)}" for key, held in dict.items(value))
    return f"{{{_joined(pairs, dict.__len__(value))}}}"


def _counter(value, within):
    return f"Counter({_dict(value, within)})"


def _defaultdict(value, within):
    return f"defaultdict({_dict(value, within)})"


def _function(value):
    return _named("function ", value.__name__)


def _coroutine(value):
    return _named("coroutine ", value.__name__)


def _by_id(shown):
    """By id, because a class may define its own hash. These classes live as long as the interpreter."""
    return {id(kind): show for kind, show in shown.items()}


_PLAIN = _by_id({
    type(None): repr, type(...): repr, type(NotImplemented): repr, bool: repr, float: repr, complex: repr,
    int: _integer, str: _string, bytes: _string, bytearray: _bytearray, range: _range,
    types.FunctionType: _function, types.CoroutineType: _coroutine,
})
_CONTAINERS = _by_id({
    list: _list, tuple: _tuple, set: _set, frozenset: _frozenset, dict: _dict,
    collections.deque: _deque, collections.Counter: _counter, collections.defaultdict: _defaultdict,
})

_RESOURCES = (queues.Queue, locks.Lock, locks.Event, locks.Condition, locks.Semaphore, locks.Barrier)
_NOUNS = ("queue", "LIFO queue", "priority queue", "lock", "event", "condition", "semaphore", "barrier", "future",
          "stream")
_name_of_class = type.__dict__["__name__"].__get__


def _object(value):
    """For any other class. isinstance() would ask the object, and its class might run code."""
    kind = type(value)
    if issubclass(kind, tasks._CTask):
        return _named("", tasks._CTask.get_name(value), "")
    if issubclass(kind, (futures._CFuture, *_RESOURCES)) and (number := _number(value, kind)):
        what, ordinal = R.made[number - 1]
        return f"{_NOUNS[what]} {ordinal}"
    if issubclass(kind, base_events.BaseEventLoop):
        return "event loop"
    if issubclass(kind, Waiting):
        kind = futures._CFuture
    if issubclass(kind, type):
        return _named("class ", _name_of_class(value))
    return _named("", _name_of_class(kind))


def _number(value, kind):
    """0 if it has no number yet, or is a part of another resource."""
    try:
        is_part = not issubclass(kind, futures._CFuture) and object.__getattribute__(value, "_il_part")
        return 0 if is_part else object.__getattribute__(value, "_il_id")
    except AttributeError:
        return 0


def _named(what, name, around="<>"):
    # join() accepts a name of any str subclass as it is.
    text = "".join((what, name)).replace("\n", " ")
    return around[:1] + text + around[1:]
