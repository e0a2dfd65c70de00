"""Runs programs twice, under the tracer, which tells their variables too, and on the bare loop with the
probe as witness, and says which did something else when they were watched.

Takes a JSON list of {name, source, until} on stdin; prints one of {name, watched, bare}.
"""

import json
import os
import sys

sys.dont_write_bytecode = True
assert sys.version_info >= (3, 11)
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../oracle"))

import oracle


def records(program, implementation):
    return oracle.run(program["source"], until=program.get("until"), switches=True, variables=True,
                      implementation=implementation)["records"]


def differing(programs):
    for program in programs:
        watched, bare = (records(program, how) for how in ("tracer", "c"))
        if watched != bare:
            yield {"name": program["name"], "watched": watched, "bare": bare}


print(json.dumps(list(differing(json.load(sys.stdin)))), file=sys.__stdout__)
