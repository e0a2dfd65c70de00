"""Makes string hashes the same in each run: otherwise sets of strings would change their order."""

import os
import sys

from . import options
from .program import UsageError


def fix():
    """Restarts the command with fixed hashes, unless they were chosen or the run is a real one."""
    if not sys.flags.hash_randomization or "PYTHONHASHSEED" in os.environ:
        return
    if sys.flags.ignore_environment or os.name != "posix":
        return  # restarting isn't possible
    try:
        if options.parsed(sys.argv[1:]).real:
            return
    except UsageError:
        return  # the command reports it
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONHASHSEED": "0"})
