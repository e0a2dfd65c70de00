"""Python functions that replace C functions and look like them: to print, to asyncio's messages, and as class
attributes."""

import types


class Builtin:
    """Calls `does` instead of `original`, a C function."""

    def __init__(self, original, does):
        self._original, self._does = original, does
        self.__module__, self.__doc__ = original.__module__, original.__doc__

    def __call__(self, /, *args, **more):
        return self._does(*args, **more)

    def __getattr__(self, name):
        return getattr(self._original, name)

    def __repr__(self):
        return repr(self._original)

    def __reduce__(self):
        return self.__qualname__

    __class__ = property(lambda self: types.BuiltinFunctionType)


Builtin.__name__ = Builtin.__qualname__ = types.BuiltinFunctionType.__name__
Builtin.__module__ = "builtins"
