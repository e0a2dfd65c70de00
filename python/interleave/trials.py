"""Runs of a search for what breaks a program: many of the same one, of which only their outcomes are told."""

from . import run as runs
from .schema import (ABOUT, AT, BY, CALLBACK_ENDED, CREATED, DEADLOCK, DETAIL, INTERVENED, KIND, OTHER, PRINTED, RENAMED,
                     REPORTED, SECOND, SLEEPING, TEXT, TIMER_SET, UNCAUGHT)

MOST_EVENTS = 100_000
MOST_SLEEPS = 200

#: Endings that aren't the program's own.
_CUT = ("until", "events", "endless", "time", "memory")


def told(outcome, sleeps):
    """What web/view/trial.hpp tells of a lesson's run, and `ending`, how it ended."""
    texts = outcome.tape.texts
    found = {"ending": outcome.ending, "ended": outcome.ending not in (*_CUT, "input"), "time": outcome.reached, "error": "",
             "message": "", "deadlock": None, "reports": 0, "report": ""}
    printed, slept, names = [], [], {0: ""}
    callbacks = before = 0
    for event in outcome.tape:
        kind = event[KIND]
        if kind == CALLBACK_ENDED:
            callbacks += 1
        elif kind == PRINTED:
            printed.append(texts[event[TEXT]])
        elif kind in (CREATED, RENAMED):
            names[event[ABOUT]] = texts[event[TEXT]]
        elif kind == TIMER_SET:
            if event[DETAIL] == SLEEPING and event[BY]:
                slept.append((event[BY], names[event[BY]], event[AT], callbacks + 1, before))
        elif kind == INTERVENED:
            before += 1
        elif kind == UNCAUGHT:
            found.update(error=texts[event[TEXT]], message=texts[event[SECOND]])
        elif kind == DEADLOCK:
            found["deadlock"] = event[AT]
        elif kind == REPORTED and event[DETAIL] != OTHER:
            found["reports"] += 1
            found["report"] = texts[event[TEXT]]
    return {**found, "printed": "".join(printed), **(_in_short(slept) if sleeps else {})}


def _in_short(slept):
    return {"sleeps": slept[:MOST_SLEEPS], "more_sleeps": max(0, len(slept) - MOST_SLEEPS)}


def made(source, filename, tries, enough, **same):
    """The outcomes of `tries`, at least of the first one, until `enough()`. Each has the program's constants (`set`),
    the `seed`, and what is done to it (`changes`, `interventions`); with `sleeps`, its sleeps are told. `same` is what
    all of them have. If one of them has changed the interpreter (run.altered), those after it may be wrong."""
    outcomes = []
    with runs.several(source, filename, most_events=MOST_EVENTS, prints_stderr=True, **same) as run:
        for wanted in tries:
            outcome = run(constants=list(wanted["set"].items()), seed=wanted["seed"],
                          changes=[(c["after"], c["name"], c["value"]) for c in wanted.get("changes", ())],
                          interventions=wanted.get("interventions", ()))
            outcomes.append(told(outcome, wanted.get("sleeps", False)))
            if enough() or outcome.ending in ("time", "memory"):
                break
    return outcomes
