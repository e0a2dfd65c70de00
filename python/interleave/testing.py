"""What unittest says of a program's own tests: how many ran, which failed, and at which lines of the program."""

import re

MOST = 20

_SUMMARY = re.compile(r"^Ran (\d+) tests? in [\d.]+s\n\n(?:OK|FAILED|NO TESTS RAN)(?: \((.*)\))?$", re.MULTILINE)
_FAULT = re.compile(r"^={70}\n(?:FAIL|ERROR|UNEXPECTED SUCCESS): (\S+)(?: \(\S+\))?([^\n]*)\n(.*?)(?=^={70}$|^-{70}\nRan \d+ test|\Z)",
                    re.MULTILINE | re.DOTALL)
_FAILED = ("failures", "errors", "unexpected successes")


def results(source, filename, stderr):
    """Of the last run of unittest that wrote to stderr: `ran`, `failed`, `skipped`, and the `faults`, each with its
    `name`, `line` and `message`. None if there are no tests; `ran` is None if nothing runs them."""
    found = list(_SUMMARY.finditer(stderr))
    if not found:
        has_tests = re.search(r"^class .*TestCase\)", source, re.MULTILINE) and "unittest.main" not in source
        return {"ran": None, "failed": 0, "skipped": 0, "faults": []} if has_tests else None
    counts = dict(part.rsplit("=", 1) for part in (found[-1][2] or "").split(", ") if "=" in part)
    before = found[-2].end() if len(found) > 1 else 0
    faults = [_fault(*match.groups(), filename) for match in _FAULT.finditer(stderr, before, found[-1].end())]
    return {"ran": int(found[-1][1]), "failed": sum(int(counts.get(name, 0)) for name in _FAILED),
            "skipped": int(counts.get("skipped", 0)), "faults": faults[:MOST]}


def _fault(name, more, text, filename):
    """`more` names the subtest. The exception is the first unindented row of the last traceback."""
    lines = re.findall(rf'^ +File "{re.escape(filename)}", line (\d+)', text, re.MULTILINE)
    _, _, last = text.rpartition("Traceback (most recent call last):\n")
    message = next((row for row in last.split("\n") if row[:1].strip()), "")
    return {"name": name + more, "line": int(lines[-1]) if lines else 0, "message": message if lines else ""}
