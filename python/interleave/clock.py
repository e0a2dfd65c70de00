"""The run's clock, in place of the system's. Running code takes no time."""

import datetime
import logging
import math
import time

from .builtin import Builtin
from .recorder import R

_sleep = time.sleep
_gmtime, _strftime, _asctime = time.gmtime, time.strftime, time.asctime


def felt(now, delay):
    """The delay, or a longer one if rounding would lose it. In CPython time passes by itself, so a loop that
    sleeps for the rest of a time, such as `while time() < end: sleep(end - time())`, ends."""
    lost = isinstance(delay, (float, int)) and delay > 0 and now + delay == now
    return math.ulp(now) if lost else delay


def _sleep_here(*args, **more):
    """Moves the clock; nothing in this thread runs in the meantime."""
    if len(args) != 1 or more or not isinstance(args[0], (int, float)) or not 0 <= args[0] < 9223372036:
        _sleep(*args, **more)  # raises
    seconds, = args
    R.check()
    if R.thread is not None:
        R.thread.sleep(felt(R.thread.now, seconds))
    else:
        R.hold(R.now + felt(R.now, seconds))


sleep = Builtin(_sleep, _sleep_here)


def now():
    return R.now if R.thread is None else R.thread.now


def _nanoseconds():
    return round(now() * 1e9)


def _gmtime_of(seconds=None):
    return _gmtime(now() if seconds is None else seconds)


def _mktime(at):
    day = datetime.datetime(at[0], at[1], 1, tzinfo=datetime.timezone.utc).timestamp()
    return day + datetime.timedelta(at[2] - 1, at[5], hours=at[3], minutes=at[4]).total_seconds()


_FUNCTIONS = {
    "time": now, "monotonic": now, "perf_counter": now,
    "time_ns": _nanoseconds, "monotonic_ns": _nanoseconds, "perf_counter_ns": _nanoseconds,
    "process_time": lambda: 0.0, "thread_time": lambda: 0.0, "process_time_ns": lambda: 0, "thread_time_ns": lambda: 0,
    "gmtime": _gmtime_of, "localtime": _gmtime_of, "mktime": _mktime,
    "strftime": lambda form, at=None: _strftime(form, _gmtime_of() if at is None else at),
    "asctime": lambda at=None: _asctime(_gmtime_of() if at is None else at),
    "ctime": lambda seconds=None: _asctime(_gmtime_of(seconds)),
}
_BUILTINS = {name: Builtin(getattr(time, name), does) for name, does in _FUNCTIONS.items() if hasattr(time, name)}


def install():
    time.sleep = sleep
    for name, function in _BUILTINS.items():
        setattr(time, name, function)
    time.timezone = time.altzone = time.daylight = 0
    time.tzname = "UTC", "UTC"
    logging.Formatter.converter = _gmtime
