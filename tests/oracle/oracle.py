"""The oracle: runs a Python program under a virtual clock and prints the records of it.

    python3 oracle.py FILE [--set NAME=VALUE]... [--seed N] [--until T] [--switches] [--lines]

This file runs in the reference, which is Pyodide's CPython (see oracle.mjs), and under any
other CPython from 3.11 on, as a second opinion. What is pinned and how is in `reference/`.
"""

import argparse
import ast
import contextvars
import gc
import json
import linecache
import random
import sys
import traceback

sys.dont_write_bytecode = True  # leaves no folder of its own in the repository

from reference import patches
from reference.room import Room, main_module
from reference.run import EndOfRun, Interruption, Run


class UsageError(Exception):
    """The oracle was asked for something that it cannot do."""


_room = None


def run(source, *, filename="program.py", until=None, seed=1, switches=False, lines=False,
        constants=(), implementation="c", iterations=1_000_000):
    """Runs `source` as a program and returns what happened.

    `constants` holds pairs of a name and a value, which take the place of the module-level
    constants. After `iterations` turns of the loop the run counts as endless.

    The answer: `records`, a list of lines; `stderr`, a text; `ending`: finished, until,
    deadlock or endless.
    """
    global _room
    _room = _room or Room()
    this = Run(until=until, switches=switches, lines=lines, iterations=iterations)
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    with _room.entered(), Interruption(filename) as interruption:
        this.on_cut = interruption.start
        patches.apply(this, filename, implementation)
        random.seed(seed)
        _execute(this, source, filename, constants)
    return {"records": this.records, "stderr": "".join(this.stderr), "ending": this.ending}


def _execute(this, source, filename, constants):
    module = main_module(filename)
    try:
        code = _compiled(source, filename, constants)
        contextvars.copy_context().run(exec, code, vars(module))
    except UsageError:
        raise
    except EndOfRun:
        pass
    except SystemExit as exit:
        if not (exit.code is None or isinstance(exit.code, int)):
            this.complaint(f"{exit.code}\n")
    except BaseException as error:
        this.record(f"task=- {_last_line(error)}")
        this.complaint("".join(_traceback(error)))
        del error
    finally:
        # What is left of the program goes, and may complain, but it prints no more.
        this.ending = this.ending or "finished"
        vars(module).clear()
        gc.collect()


def _compiled(source, filename, constants):
    if not constants:
        return compile(source, filename, "exec", dont_inherit=True)
    tree = ast.parse(source, filename)
    for name, value in constants:
        _set_constant(tree, name, value)
    return compile(tree, filename, "exec", dont_inherit=True)


def _set_constant(tree, name, value):
    """Gives the first module-level assignment to `name` another value."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target = statement.target
        else:
            continue
        if isinstance(target, ast.Name) and target.id == name:
            replacement = ast.parse(repr(_as_declared(value, statement.value)), mode="eval").body
            for node in ast.walk(replacement):
                ast.copy_location(node, statement.value)
            statement.value = replacement
            return
    raise UsageError(f"the program has no module-level constant {name}")


def _as_declared(value, declared):
    """A whole number stays a float where the program's own constant is one, and the texts
    true and false are switches where it is one."""
    if isinstance(declared, ast.Constant):
        if isinstance(declared.value, float) and type(value) is int:
            return float(value)
        if isinstance(declared.value, bool) and value in ("true", "false"):
            return value == "true"
    return value


def _last_line(error):
    """'ExcType: message', as the traceback's last line has it."""
    described = traceback.TracebackException.from_exception(error, compact=True)
    lines = list(described.format_exception_only())
    # A syntax error is preceded by its place; notes follow the message.
    name = type(error).__qualname__
    text = next(line for line in lines
                if not isinstance(error, SyntaxError) or line.startswith(name))
    return text.removesuffix("\n").replace("\n", "\\n")


def _traceback(error):
    """The traceback from the program's own frames on."""
    entry = error.__traceback__
    while entry and entry.tb_frame.f_code.co_filename == __file__:
        entry = entry.tb_next
    return traceback.format_exception(type(error), error, entry)


# From the command line and from JavaScript

def arguments(argv):
    """What was asked for: the program's path and the options of `run`."""
    parser = argparse.ArgumentParser(prog="oracle", description="Runs a program in CPython "
                                     "under a virtual clock and prints its records.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--set", metavar="NAME=VALUE", dest="constants", type=_setting,
                        action="append", default=[],
                        help="another value for a module-level constant of the program")
    parser.add_argument("--seed", metavar="N", type=int, default=1)
    parser.add_argument("--until", metavar="T", type=float)
    parser.add_argument("--switches", action="store_true", help="record what tasks do")
    parser.add_argument("--lines", action="store_true",
                        help="record where a task stands after each step")
    options = vars(parser.parse_args(argv))
    return options.pop("file"), options


def _setting(text):
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    try:
        return name, ast.literal_eval(value)
    except (SyntaxError, ValueError):
        return name, value


def answer(method, request):
    """For JavaScript: JSON in, JSON out."""
    request = json.loads(request)
    try:
        if method == "arguments":
            file, options = arguments(request)
            return json.dumps({"file": file, "options": options})
        return json.dumps(run(**request))
    except UsageError as error:
        return json.dumps({"wrong": str(error)})
    except SystemExit as exit:
        return json.dumps({"exit": exit.code})


def main():
    file, options = arguments(sys.argv[1:])
    with open(file, encoding="utf-8") as program:
        source = program.read()
    try:
        result = run(source, filename=file, **options)
    except UsageError as error:
        _fail(str(error))
    for record in result["records"]:
        print(record)
    sys.stderr.write(result["stderr"])
    if result["ending"] == "endless":
        _fail("gave up: the program seems to be endless")


def _fail(message):
    print(f"oracle: {message}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
