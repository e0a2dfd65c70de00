"""The oracle: runs a Python program under a virtual clock and prints the records of it.

    python3 oracle.py FILE [--set NAME=VALUE]... [--seed N] [--until T] [--switches] [--lines]

This file runs in the reference, which is Pyodide's CPython (see oracle.mjs), and under any
other CPython from 3.11 on, as a second opinion. It is the tracer of python/interleave, whose records
are held against those of a witness on the bare loop (probe.py).
"""

import argparse
import ast
import json
import os
import sys

sys.dont_write_bytecode = True  # leaves no folder of its own in the repository
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../python"))

import probe
from interleave import run as runs
from interleave.program import UsageError


def run(source, *, filename="program.py", until=None, seed=1, switches=False, lines=False,
        constants=(), implementation="tracer", iterations=1_000_000, **more):
    """Runs `source` as a program and returns what happened.

    `constants` holds pairs of a name and a value, which take the place of the module-level
    constants. After `iterations` turns of the loop the run counts as endless. `more` is for
    the tracer's run().

    The answer: `records`, a list of lines; `stderr`, a text; `ending`: finished, until,
    deadlock, endless or input; `threads`: what ran in them.
    """
    outcome = runs.run(source, filename, constants=constants, seed=seed, until=until,
                       most_iterations=iterations, most_events=more.pop("most_events", 10**9),
                       install=lambda: probe.install(implementation), **more)
    return {"records": outcome.records(switches=switches, lines=lines), "stderr": outcome.stderr,
            "ending": outcome.ending, "threads": outcome.threads}


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
