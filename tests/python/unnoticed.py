"""Runs programs in CPython as it is, each in a process of its own, and under the tracer.

Takes a JSON list of sources on stdin; prints one of {plain, watched}, each with `stdout`, `stderr` and, under
the tracer, what was `reported` as (kind, text, line).
"""

import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../python"))

from interleave import run as runs, tape


def plain(path):
    done = subprocess.run([sys.executable, path], capture_output=True, text=True)
    return {"stdout": done.stdout, "stderr": done.stderr}


def watched(path, source):
    outcome = runs.run(source, path, variables=True)
    events = [tape.as_dict(event, outcome.tape.texts) for event in outcome.tape]
    return {"stdout": "".join(event["text"] for event in events if event["kind"] == "printed"),
            "stderr": outcome.stderr,
            "reported": [(event["what"], event["text"], event["line"])
                         for event in events if event["kind"] == "reported"]}


def both(source):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        return {"plain": plain(path), "watched": watched(path, source)}


print(json.dumps([both(source) for source in json.load(sys.stdin)]), file=sys.__stdout__)
