"""python3 -m interleave PROG.py"""

import sys

if sys.version_info < (3, 11) or sys.implementation.name != "cpython":
    sys.exit("interleave: this needs CPython 3.11 or newer; what runs it is %s %s"
             % (sys.implementation.name, sys.version.split()[0]))
# The folder that this was started in, or the archive: the program gets a folder of its own there, and a
# file of its called queue.py isn't to be imported here.
if not sys.flags.safe_path:
    del sys.path[0]

from .command import main

sys.exit(main())
