"""python3 -m interleave PROG.py"""

import sys

if sys.version_info < (3, 11) or sys.implementation.name != "cpython":
    # Old Python versions have to understand this code too.
    sys.stderr.write("interleave: this needs CPython 3.11 or newer, not %s\n" % " ".join(sys.version.split()))
    sys.exit(2)
# Remove the folder this was started in (or the archive) from the path: the program gets its own folder there,
# and its queue.py, say, mustn't be imported here.
if not sys.flags.safe_path:
    del sys.path[0]

from . import hashes

hashes.fix()

from .command import main  # only now, because it takes a while

sys.exit(main())
