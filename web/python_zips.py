"""Runs in Pyodide: writes /stdlib.zip, the modules that asyncio programs use, and /interleave.zip, the
tracer. Both contain compiled code and are stored, not deflated, because the server compresses them."""

import ast
import importlib._bootstrap_external as external
import importlib.util
import os
import sys
import zipfile

LIBRARY = "/lib/python314.zip"

MODULES = """
abc argparse array ast base64 bisect calendar cmath collections concurrent.futures contextlib contextvars copy
copyreg csv dataclasses datetime decimal dis enum fnmatch fractions functools getpass glob graphlib hashlib heapq
html inspect io itertools json linecache logging math numbers operator pathlib pprint queue random re reprlib sched
secrets shutil signal statistics string struct tempfile textwrap threading time tokenize traceback types typing
unittest unittest.mock urllib.parse uuid warnings weakref zoneinfo
""".split()
PACKAGES = ("_pyodide/", "pyodide/", "asyncio/", "json/", "collections/", "concurrent/", "importlib/", "logging/",
            "re/", "unittest/")
ENCODINGS = ("__init__", "aliases", "utf_8", "latin_1", "ascii", "cp437", "idna", "raw_unicode_escape",
             "unicode_escape")


def compiled(source, filename):
    """Compiles the code without docstrings, which are a sixth of its size. Asserts stay, because programs
    rely on asyncio's."""
    tree = ast.parse(source, filename)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            if ast.get_docstring(node, clean=False) is not None:
                node.body[0] = ast.copy_location(ast.Pass(), node.body[0])
    code = compile(tree, filename, "exec", dont_inherit=True, optimize=0)
    return external._code_to_hash_pyc(code, importlib.util.source_hash(source), False)


def write(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(entries.items()):
            archive.writestr(zipfile.ZipInfo(name), data)  # dated 1980, so that it's the same each time


def library():
    sys.path.insert(0, "/tracer")
    for name in [*MODULES, "interleave.page"]:  # and the modules that the tracer needs
        __import__(name)
    archive = zipfile.ZipFile(LIBRARY)
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    wanted = {file[len(LIBRARY) + 1:] for file in files if file and file.startswith(f"{LIBRARY}/")}
    wanted |= {name for name in archive.namelist() if name.endswith(".py") and name.startswith(PACKAGES)}
    wanted |= {f"encodings/{name}.py" for name in ENCODINGS}
    return {f"{name}c": compiled(archive.read(name), f"{LIBRARY}/{name}")
            for name in wanted if "/test" not in name and "__main__" not in name}


def tracer():
    """The part of the tracer that the page needs, without the command line."""
    found = {}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "interleave":
            file = f"interleave/{os.path.basename(module.__file__)}"
            with open(module.__file__, "rb") as source:
                found[f"{file}c"] = compiled(source.read(), f"/interleave.zip/{file}")
    return found


write("/stdlib.zip", library())
write("/interleave.zip", tracer())
