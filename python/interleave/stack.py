"""The lines at which a suspended coroutine waits: the program's own frames, outermost first."""

import gc
import types
from asyncio import tasks

from .recorder import R

_Coroutine = types.CoroutineType
_Generator = types.GeneratorType
_AsyncGenerator = types.AsyncGeneratorType
_DRIVEN = (_Coroutine, _Generator, _AsyncGenerator)
#: These refer to the iterator they drive in a way that only the garbage collector can see.
_SILENT = {"async_generator_asend", "async_generator_athrow", "anext_awaitable", "coroutine_wrapper"}
#: Code inside a function without a name of its own.
NAMELESS = {"<lambda>", "<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>"}
_MOST_CALLERS = 8
_SLEEP = tasks.sleep.__code__


def frames(thing):
    """The frames of a suspended coroutine, as (name, frame)."""
    found = []
    own = R.own
    while thing is not None:
        kind = type(thing)
        if kind is _Coroutine:
            code = thing.cr_code
            if code is _SLEEP:
                break  # further in, there's no code of the program's
            if own[code.co_filename] is not None:
                found.append((thing.__name__, thing.cr_frame))
            thing = thing.cr_await
        elif kind is _Generator:
            if own[thing.gi_code.co_filename] is not None:
                found.append((thing.__name__, thing.gi_frame))
            thing = thing.gi_yieldfrom
        elif kind is _AsyncGenerator:
            if own[thing.ag_code.co_filename] is not None:
                found.append((thing.__name__, thing.ag_frame))
            thing = thing.ag_await
        else:
            thing = _driven(thing) if kind.__name__ in _SILENT else None
    return found


def _driven(thing):
    for inner in gc.get_referents(thing):
        if isinstance(inner, _DRIVEN) or type(inner).__name__ in _SILENT:
            return inner
    return None


def line_of(frame):
    """An event's line and file for what a frame does now; 0 and 0 if it isn't the program's own."""
    file = R.own[frame.f_code.co_filename]
    return (0, 0) if file is None else (frame.f_lineno or 0, file)


def place(found):
    """An event's fields for these frames: function, callers, line, file; the first two as texts."""
    if not found:
        return 0, 0, 0, 0
    name, frame = found[-1]
    text = R.text
    line, file = frame.f_lineno or 0, R.own[frame.f_code.co_filename]
    if len(found) == 1:
        return (0 if name in NAMELESS else text(name)), 0, line, file
    names = [name for name, _ in found if name not in NAMELESS]
    function = names.pop() if names else ""
    if len(names) > _MOST_CALLERS:
        half = _MOST_CALLERS // 2
        names = names[:half] + ["…"] + names[-half:]
    return text(function), text(" → ".join(names)), line, file
