"""What someone outside a program does to its tasks, between two callbacks: the counterpart of
lessons/intervention.hpp, which says what each intervention does and when.

An intervention is a dict: `what` is cancel, raise or delay; `task` is the task's number; its moment is either
`after`, a number of callbacks, or `at`, a time; `seconds` says how much longer a sleep takes; `error` is the name
of the exception that it raises.
"""

import asyncio
import builtins
import heapq
import math

from .recorder import R
from .schema import DEEDS, INTERVENED, SLEEP, SLEEPING, TIMER_CANCELLED, TIMER_SET
from .waiting import Waiting


class Outsider:
    """Carries out interventions, in their order, until the main task has ended."""

    def __init__(self, wanted):
        self._wanted = list(wanted)
        self._done = 0

    def next(self):
        """The time of the next one, if its moment is a time, else infinity."""
        return self._wanted[0].get("at", math.inf) if self._wanted else math.inf

    def go_on(self, loop):
        """Does what is due. Called when no callback runs."""
        while self._wanted:
            wanted = self._wanted[0]
            if R.now < wanted["at"] if "at" in wanted else R.callbacks < wanted["after"]:
                return
            del self._wanted[0]
            self._done += 1
            self._carry_out(loop, **wanted)

    def _carry_out(self, loop, what, task, seconds=0.0, error="", **moment):
        was_made = 0 < task <= R.tasks
        found = next((each for each in asyncio.all_tasks(loop) if getattr(each, "_il_id", 0) == task), None)
        timer = _sleep_of(loop, found)
        if not was_made:
            refused = "it isn't there yet"
        elif found is None:
            refused = "it has ended"
        else:
            refused = "" if what == "cancel" or timer else "it doesn't sleep"
        R.emit(INTERVENED, task if was_made else 0, self._done, seconds, DEEDS.index(what), R.text(error),
               R.text(refused))
        if refused:
            return
        if what == "cancel":
            found.cancel()
        elif what == "raise":
            found._fut_waiter.set_exception(getattr(builtins, error)("raised from outside"))
        else:
            R.emit(TIMER_CANCELLED, 0, timer.number)
            timer._when += seconds
            heapq.heapify(loop._scheduled)
            R.emit(TIMER_SET, timer.about, timer.number, timer._when, SLEEPING)


def _sleep_of(loop, task):
    """The timer of the task's sleep, if it hasn't come due."""
    future = task and task._fut_waiter
    if not isinstance(future, Waiting) or future.kind != SLEEP or future.done():
        return None
    return next((timer for timer in loop._scheduled
                 if timer.number == future.subject and not timer._cancelled), None)
