"""The files that are a program's own: its text, and what's below its folder but for what was installed there."""

import importlib.util
import os
import sysconfig

_HERE = os.path.dirname(__file__)
_LIBRARIES = {"site-packages", "dist-packages"}
_PYTHON = tuple(os.path.join(sysconfig.get_path(name), "") for name in ("stdlib", "platstdlib"))


def read(file):
    """The program's text; its bytes, if they can't be decoded: compile() says why."""
    with open(file, "rb") as opened:
        data = opened.read()
    try:
        return importlib.util.decode_source(data)
    except (SyntaxError, UnicodeDecodeError):
        return data


def names_below(folder):
    """A function that gives the name of a file of the program's own, or None."""
    folder = os.path.join(folder, "")

    def name(file):
        if not file.startswith(folder) or file.startswith((_HERE, *_PYTHON)):
            return None
        parts = file[len(folder):].split(os.sep)
        return None if _LIBRARIES.intersection(parts) else "/".join(parts)

    return name
