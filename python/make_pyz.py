"""Packs the package into one file: python3 python/make_pyz.py OUT; then OUT PROG.py, or python3 OUT PROG.py.

The same sources always make the same bytes, on any machine and any day.
"""

import io
import os
import sys
import zipfile
from pathlib import Path

_SHEBANG = b"#!/usr/bin/env python3\n"
_MAIN = "import interleave.__main__\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date in a zip


def packed():
    """The file's bytes."""
    package = Path(__file__).resolve().parent / "interleave"
    files = {f"interleave/{file.name}": file.read_bytes() for file in package.glob("*.py")}
    files["__main__.py"] = _MAIN.encode()
    archive = io.BytesIO()
    archive.write(_SHEBANG)
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_STORED) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, on every platform
            entry.external_attr = 0o644 << 16
            made.writestr(entry, files[name])
    return archive.getvalue()


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("make_pyz: one argument is wanted, the file to write, as in: make_pyz.py interleave.pyz")
    out = Path(sys.argv[1])
    try:
        out.write_bytes(packed())
        os.chmod(out, 0o755)
    except OSError as error:
        sys.exit(f"make_pyz: {str(out)!r} can't be written: {error.strerror}")


if __name__ == "__main__":
    main()
