"""python3 -m interleave PROG.py"""

import sys

if sys.version_info < (3, 11) or sys.implementation.name != "cpython":
    # In words that a Python of any age understands.
    sys.stderr.write("interleave: this needs CPython 3.11 or newer, not %s\n" % " ".join(sys.version.split()))
    sys.exit(2)
# The folder that this was started in, or the archive: the program gets a folder of its own there, and a
# file of its called queue.py isn't to be imported here.
if not sys.flags.safe_path:
    del sys.path[0]

from . import hashes

hashes.fix()

from .command import main  # after that, for it takes its time

sys.exit(main())
