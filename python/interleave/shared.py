"""The values that tasks share, if the program names them in a comment:

    seen = set()          # watch: seen, account.balance

A name is the module's, or else a variable of the first task's coroutine, such as main(). They're looked at between
callbacks only, as variables.py has it: in short, without running anything of the program's.
"""

import inspect
import io
import re
import tokenize
import types
import weakref
from importlib.util import decode_source

from . import variables
from .recorder import R
from .schema import SHARED

#: The panel shows fewer, and says how many more there are.
_MOST = 100
_PATTERN = re.compile(r"#\s*watch:\s*(.+)")
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_NOT_THERE = object()


def names(source):
    """What the program's comments name, in order, each once. The source may be bytes, and may be none of Python's."""
    try:
        source = source if isinstance(source, str) else decode_source(source)
        if "watch:" not in source:
            return []
        comments = [token.string for token in tokenize.generate_tokens(io.StringIO(source).readline)
                    if token.type == tokenize.COMMENT]
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError):
        return []
    said = ",".join(found[1] for comment in comments if (found := _PATTERN.match(comment)))
    parts = (part.strip() for part in said.split(","))
    return list(dict.fromkeys(part for part in parts if _NAME.fullmatch(part)))[:_MOST]


def is_watch(comment):
    return _PATTERN.match(comment) is not None


class Watched:
    """The values with these names, in a program whose module has the names `module`."""

    def __init__(self, named, module):
        self._module = module
        self._main = None
        # By name: its number, or 0 if it hasn't been told yet; and what was told last.
        self._told = {name: [0, ""] for name in named}
        self._count = 0

    def first_task(self, coro):
        """Takes the coroutine whose variables may be named. It isn't kept alive by this."""
        if inspect.iscoroutine(coro):
            self._main = weakref.ref(coro)

    def look(self, task):
        """Records which values have changed since the last look: in a step of this task, or in none."""
        r = R
        for name, told in self._told.items():
            try:
                value = self._value(name)
                if value is _NOT_THERE:
                    continue
                text = variables.in_short(value)
            except (RecursionError, RuntimeError):
                continue  # it's nested too deeply, or another thread changes it
            if told[0] and text == told[1]:
                continue
            if not told[0]:
                self._count += 1
                told[0] = self._count
            told[1] = text
            if r.variables_told <= variables.MOST_TOLD:
                r.variables_told += len(text)
                r.add((r.now, 0.0, task, r.by, told[0], r.text(name), r.tape.new_text(text), 0, 0, SHARED, 0))

    def _value(self, name):
        outer, _, inner = name.partition(".")
        value = self._module.get(outer, _NOT_THERE)
        if value is _NOT_THERE:
            value = self._local(outer)
        return value if value is _NOT_THERE or not inner else _attribute(value, inner)

    def _local(self, name):
        coro = self._main and self._main()
        frame = coro.cr_frame if coro is not None and variables.READS_FRAMES else None
        return _NOT_THERE if frame is None else frame.f_locals.get(name, _NOT_THERE)


def _attribute(thing, name):
    """Without running a property, another descriptor or __getattr__."""
    try:
        value = inspect.getattr_static(thing, name)
    except AttributeError:
        return _NOT_THERE
    if type(value) is types.MemberDescriptorType:  # a slot
        try:
            return value.__get__(thing)
        except AttributeError:
            return _NOT_THERE
    is_computed = inspect.getattr_static(type(value), "__get__", None) is not None
    return _NOT_THERE if is_computed else value


def watched(source, module):
    """None if the program names nothing."""
    found = names(source)
    return Watched(found, module) if found else None
