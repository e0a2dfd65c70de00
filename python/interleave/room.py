"""A clean room: restores everything that a program changes in the interpreter."""

import asyncio
import builtins
import concurrent.futures.thread
import contextlib
import datetime
import gc
import logging
import operator
import os
import queue
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
import types
import warnings
import _threading_local
from asyncio import events

# Imported once, for speed. Modules that a program imports beyond these are forgotten after it, because they
# may have kept functions of the run's clock.
for _name in ("abc bisect collections contextlib contextvars copy dataclasses decimal enum "
              "fractions functools heapq inspect itertools json math operator pathlib queue re "
              "statistics string textwrap threading traceback types typing").split():
    __import__(_name)

# Besides asyncio, the modules and classes that simulated threads and networks patch.
_MODULES = [concurrent.futures, concurrent.futures.thread, queue, socket, subprocess, threading, _threading_local]
_CLASSES = [concurrent.futures.thread.ThreadPoolExecutor, logging.Formatter, subprocess.Popen, threading.Thread]


# These store changing state in their own variables.
_RESTLESS = (sys, warnings, logging)


class Room:
    def __init__(self):
        self._modules = dict(sys.modules)
        watched = [builtins, time, random, datetime, signal, sys, os, warnings, logging, traceback, *_MODULES]
        watched += [module for name, module in sys.modules.items()
                    if name.split(".")[0] == "asyncio"]
        attributes = [(module, dict(vars(module))) for module in watched]
        # Classes that asyncio implements in Python can be changed; those of C modules can't.
        classes = {value: None for module, names in attributes
                   if module.__name__.startswith("asyncio")
                   for value in names.values()
                   if isinstance(value, type) and value.__module__.startswith("asyncio")}
        classes = [(cls, dict(vars(cls))) for cls in (*classes, *_CLASSES)]
        #: What to restore: things that the run itself changes, and the rest. `installed` tells them apart.
        self._used, self._unused = [*attributes, *classes], []
        self._install = None
        self._others = [(module, dict(vars(module))) for name, module in self._modules.items()
                        if isinstance(module, types.ModuleType) and module not in watched
                        and name != "__main__"]
        self._altered = False
        self._environment = dict(os.environ)
        self._directory = os.getcwd()
        self._path, self._finders = list(sys.path), list(sys.meta_path)
        self._recursion_limit = sys.getrecursionlimit()
        self._origins = sys.get_coroutine_origin_tracking_depth()
        gc.collect()
        gc.freeze()

    def installed(self, install):
        """The run has installed its own things, so any later change is the program's. `install` makes the
        same changes each time."""
        if install is not self._install:
            everything = [*self._used, *self._unused]
            self._unused = [(thing, names) for thing, names in everything
                            if thing not in _RESTLESS and _same(vars(thing), names)]
            unused = {id(thing) for thing, _ in self._unused}
            self._used = [(thing, names) for thing, names in everything if id(thing) not in unused]
            self._install = install
        self._installed = [(thing, dict(vars(thing))) for thing, _ in self._used if thing not in _RESTLESS]

    def altered(self):
        """Whether the last program changed a module, beyond the run's own changes. This compares everything,
        so a run's answer doesn't wait for it."""
        return self._altered or _differs(self._others)

    @contextlib.contextmanager
    def entered(self):
        loop = asyncio._get_running_loop()
        policy = events._event_loop_policy
        hooks = sys.get_asyncgen_hooks()
        asyncio._set_running_loop(None)
        sys.set_asyncgen_hooks(None, None)
        gc.disable()
        gc.freeze()  # existing objects aren't this run's garbage
        with warnings.catch_warnings():
            self._installed = []
            try:
                yield
            finally:
                changed = [(thing, names) for thing, names in self._unused if not _same(vars(thing), names)]
                self._altered = _differs(self._installed) or _differs(changed)
                self._put_back(changed)
                events._event_loop_policy = policy
                asyncio._set_running_loop(loop)
                sys.set_asyncgen_hooks(*hooks)

    def cleared(self):
        """Between two runs: what a run itself changes is restored, and what its program imported is forgotten."""
        if self._installed:
            self._put_back(())
            asyncio._set_running_loop(None)
            sys.set_asyncgen_hooks(None, None)
            gc.freeze()

    def _put_back(self, changed):
        sys.settrace(None)
        sys.setprofile(None)
        sys.setrecursionlimit(self._recursion_limit)
        for thing, names in (*self._used, *changed):
            _restore(thing, names)
        sys.set_coroutine_origin_tracking_depth(self._origins)
        for name in list(sys.modules):
            if name not in self._modules:
                del sys.modules[name]
        sys.modules.update(self._modules)
        sys.path[:], sys.meta_path[:] = self._path, self._finders
        if os.environ != self._environment:
            os.environ.clear()
            os.environ.update(self._environment)
        os.chdir(self._directory)
        gc.disable()
        _reset_logging()


def _differs(things):
    return any(not _same(vars(thing), names, but_warned=True) for thing, names in things)


def _same(now, before, but_warned=False):
    """Compares by identity, because a program's objects may define ==. `but_warned` ignores a module's record
    of warnings."""
    more = but_warned and "__warningregistry__" in now and "__warningregistry__" not in before
    if len(now) != len(before) + more:
        return False
    # The names are nearly always in the same order too, and checking that is fast.
    return (all(map(operator.is_, now.values(), before.values())) and all(map(operator.is_, now, before))
            or all(name in now and now[name] is value for name, value in before.items()))


def _restore(thing, before):
    now = vars(thing)
    if not isinstance(thing, type):  # a module may define __setattr__
        now.update(before)
        if len(now) > len(before):
            for name in [name for name in now if name not in before]:
                del now[name]
        return
    # A class has no writable dict.
    for name in [name for name in now if name not in before]:
        delattr(thing, name)
    for name, value in before.items():
        if name not in now or now[name] is not value:
            setattr(thing, name, value)


def _reset_logging():
    root = logging.getLogger()
    for logger in [root, *root.manager.loggerDict.values()]:
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.filters.clear()
            logger.setLevel(logging.WARNING if logger is root else logging.NOTSET)
            logger.propagate = True
            logger.disabled = False
    logging.disable(logging.NOTSET)


def main_module(filename):
    """The module as which the program runs."""
    module = types.ModuleType("__main__")
    module.__file__ = filename
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    sys.argv = [filename]
    return module
