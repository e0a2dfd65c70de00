"""The module-level constants that a reader may set: numbers, switches and choices, with their ranges.

    delay = 1.5       # 0.5..5 s: how long a visitor waits
    patient = True
    mode = "fast"     # fast | slow
    start = "now"     # or "later"

A comment gives a number its range and unit, and a string its choices. Any other comment says what the constant is for;
after a range it does so behind a colon.
"""

import ast
import io
import math
import re
import tokenize

from .bindings import bindings
from .program import assignments
from .shared import is_watch

_MOST = 12
_LARGEST, _NARROWEST = 1e9, 1e-9
_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"#\s*({_NUMBER})\s*\.\.\s*({_NUMBER})(?:\s*([A-Za-z%/µ]{{1,8}}))?\s*(?::\s*(.*))?$")
_CHOICES = re.compile(r"#\s*([^|#]+(?:\|[^|#]+)+)\s*$")
_OTHERS = re.compile(r'#\s*or ((?:"[^"]+"(?:,| or)? ?)+)$')  # as in the lessons: # or "slow"


def constants(source):
    """The constants of a program that compiles, as dicts: name, type (number, integer, switch or choice),
    value, min, max, step, unit, choices, and help: the comment on its line, or else its name and line."""
    tree = ast.parse(source)
    comments = _comments(source)
    counts = bindings(tree)
    found = []
    for name, statement in assignments(tree):
        # A name that is bound twice is a variable.
        if counts[name] == 1 and not name.startswith("_"):
            comment = comments.get(statement.end_lineno, "")
            made = _constant(statement.value, comment)
            if made:
                found.append({"name": name, "help": _said(comment) or f"{name}, line {statement.lineno}", **made})
    return found[:_MOST]


def _comments(source):
    """The comment at the end of each line, by line."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _said(comment):
    """What a comment says of the constant's use; "" if it only gives a range or choices."""
    if found := _RANGE.match(comment):
        return (found[4] or "").rstrip()
    return "" if is_watch(comment) or any(form.match(comment) for form in (_CHOICES, _OTHERS)) else comment.lstrip("#: ").rstrip()


def _constant(node, comment):
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return None
    if isinstance(value, bool):
        return _made("switch", value)
    if isinstance(value, (int, float)) and abs(value) <= _LARGEST:
        return _number(value, _range(comment))
    if isinstance(value, str):
        return _choice(value, comment)
    return None


def _made(kind, value, low=0, high=1, step=1, unit="", choices=()):
    return {"type": kind, "value": value, "min": low, "max": high, "step": step, "unit": unit,
            "choices": list(choices)}


def _range(comment):
    """Both ends, whether they're written as whole numbers, and the unit; None if it isn't a range to choose
    from."""
    found = _RANGE.match(comment)
    if found is None:
        return None
    low, high = float(found[1]), float(found[2])
    if not -_LARGEST <= low <= high - _NARROWEST < high <= _LARGEST:
        return None
    return low, high, "." not in found[1] + found[2], found[3] or ""


def _number(value, found):
    whole = isinstance(value, int)
    if found:
        low, high, whole_ends, unit = found
        # If the range has a decimal point, the constant is a float, however its value is written.
        whole = whole and whole_ends
    else:
        high, unit = max(2 * abs(value), 10 if whole else 1), ""
        low = -high if value < 0 else 0
    low, high = min(low, value), max(high, value)
    step = 1 if whole else 10.0 ** math.floor(math.log10((high - low) / 20)) if high > low else 1
    return _made("integer" if whole else "number", value, low, high, step, unit)


def _choice(value, comment):
    if found := _CHOICES.match(comment):
        choices = [choice.strip() for choice in found[1].split("|")]
    elif found := _OTHERS.match(comment):
        choices = [value, *re.findall(r'"([^"]+)"', found[1])]
    else:
        return None
    if value not in choices or not all(choices) or "\n" in value:
        return None
    return _made("choice", value, choices=choices)
