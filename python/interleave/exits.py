"""The end of a program, as in CPython: its atexit functions are called, then its module is destroyed."""

import atexit
import gc
import sys
import weakref

from .recorder import EndOfRun, R

_ATTRIBUTES = ("register", "unregister", "_clear", "_ncallbacks", "_run_exitfuncs")
_FINALIZERS = ("_registry", "_registered_with_atexit", "_shutdown", "_dirty")

_functions = []
_before = []  # what the run has replaced


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    _functions[:] = [entry for entry in _functions if entry[0] != func]


def run():
    """Calls the functions, last one first."""
    while _functions:
        function, args, more = _functions.pop()
        try:
            function(*args, **more)
        except EndOfRun:
            raise
        except BaseException as error:
            _complain(function, error)


def _complain(function, error):
    message = "Exception ignored in atexit callback"
    said = (message, function) if sys.version_info < (3, 13) else (f"{message} {function!r}", None)
    sys.unraisablehook(_hook_args()((type(error), error, error.__traceback__.tb_next, *said)))


def _hook_args():
    """The type of an unraisablehook's argument: CPython doesn't export it."""
    class Failing:
        def __del__(self):
            raise ValueError

    found = []
    before, sys.unraisablehook = sys.unraisablehook, found.append
    Failing()
    sys.unraisablehook = before
    return type(found.pop())


def let_go(main):
    """`main` is a list with the program's module. The module is cleared only if something else keeps it
    alive, names with one underscore first, so that the program's __del__ methods and weakref callbacks still
    find what they need."""
    sys.modules.pop("__main__", None)
    R.change_later((), {})
    kept = weakref.ref(main.pop())
    gc.collect()
    if (module := kept()) is not None:
        names = vars(module)
        private = [name for name in names if name[:1] == "_" != name[1:2]]
        for name in [*private, *(name for name in names if name != "__builtins__")]:
            names[name] = None
        del module, names
        gc.collect()


def install():
    """Until `put_back`, a program's functions are separate from the interpreter's."""
    _functions.clear()
    finalize = weakref.finalize
    _before[:] = [(atexit, name, getattr(atexit, name)) for name in _ATTRIBUTES]
    _before.extend((finalize, name, getattr(finalize, name)) for name in _FINALIZERS)
    for name, function in zip(_ATTRIBUTES, (register, unregister, _functions.clear, _functions.__len__, run)):
        setattr(atexit, name, function)
    for name, value in zip(_FINALIZERS, ({}, False, False, False)):
        setattr(finalize, name, value)


def put_back():
    for thing, name, value in _before:
        setattr(thing, name, value)
    _before.clear()
