"""A program's own files: its text, and everything in its folder that wasn't installed there."""

import importlib.util
import os
import sysconfig

_HERE = os.path.dirname(__file__)
_LIBRARIES = {"site-packages", "dist-packages"}
_PYTHON = tuple(os.path.join(sysconfig.get_path(name), "") for name in ("stdlib", "platstdlib"))


def read(file):
    """The program's text, or its bytes if they can't be decoded: compile() reports why."""
    with open(file, "rb") as opened:
        data = opened.read()
    try:
        return importlib.util.decode_source(data)
    except (SyntaxError, UnicodeDecodeError):
        return data


def names_below(folder):
    """A function that returns the name of a file if it's the program's own, else None."""
    folder = os.path.join(folder, "")

    def name(file):
        if not file.startswith(folder) or file.startswith((_HERE, *_PYTHON)):
            return None
        parts = file[len(folder):].split(os.sep)
        return None if _LIBRARIES.intersection(parts) else "/".join(parts)

    return name
