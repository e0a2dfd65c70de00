"""The same hashes of strings in each run: sets of strings would be in another order otherwise."""

import os
import sys

from . import options
from .program import UsageError


def fix():
    """Starts the command again with fixed hashes, unless they were chosen, or the run is a real one."""
    if not sys.flags.hash_randomization or "PYTHONHASHSEED" in os.environ:
        return
    if sys.flags.ignore_environment or os.name != "posix":
        return  # it can't be
    try:
        if options.parsed(sys.argv[1:]).real:
            return
    except UsageError:
        return  # the command says so
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONHASHSEED": "0"})
