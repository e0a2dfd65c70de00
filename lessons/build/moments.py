"""Tells at which moments a program's lines run: traces of runs, with the number of events before each line that ran."""

import json
import sys

sys.path.insert(0, "/python")
from interleave import run as runs, tape  # noqa: E402
from interleave.recorder import R  # noqa: E402

_FILE = "program.py"
_TOOL = sys.monitoring.DEBUGGER_ID
_ran = []


def _line(code, number):
    if code.co_filename != _FILE:
        return sys.monitoring.DISABLE
    _ran.append((number, len(R.tape)))
    return None


def answer(request):
    """The events of a run, and `ran`: for each line that ran, in order, its number and how many events there were before."""
    _ran.clear()
    outcome = runs.run(filename=_FILE, **json.loads(request))
    events = [tape.as_dict(event, outcome.tape.texts) for event in outcome.tape]
    return json.dumps({"events": events, "ran": _ran, "ending": outcome.ending})


sys.monitoring.use_tool_id(_TOOL, "moments")
sys.monitoring.register_callback(_TOOL, sys.monitoring.events.LINE, _line)
sys.monitoring.set_events(_TOOL, sys.monitoring.events.LINE)

answer  # what runPython returns
