"""The run's clock where a program finds the system's. Running code takes no time."""

import datetime
import time

from .recorder import R

_sleep = time.sleep
_gmtime, _strftime, _asctime = time.gmtime, time.strftime, time.asctime


def sleep(seconds):
    """Moves the clock; of this thread nothing runs."""
    if not isinstance(seconds, (int, float)) or not 0 <= seconds < 9223372036:
        _sleep(seconds)  # raises
    R.check()
    if R.thread is not None:
        R.thread.sleep(seconds)
    else:
        R.hold(R.now + seconds)


def now():
    return R.now if R.thread is None else R.thread.now


def _nanoseconds():
    return round(now() * 1e9)


def _gmtime_of(seconds=None):
    return _gmtime(now() if seconds is None else seconds)


class _Datetime(datetime.datetime):
    """Dates count from the epoch, in UTC."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now(), tz or datetime.timezone.utc).replace(tzinfo=tz)

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()


_Datetime.__name__ = _Datetime.__qualname__ = "datetime"
_Datetime.__module__ = "datetime"


def install():
    time.sleep = sleep
    for name in ("time", "monotonic", "perf_counter"):
        setattr(time, name, now)
        setattr(time, f"{name}_ns", _nanoseconds)
    time.process_time = time.thread_time = lambda: 0.0
    time.process_time_ns = time.thread_time_ns = lambda: 0
    time.gmtime = time.localtime = _gmtime_of
    time.strftime = lambda form, at=None: _strftime(form, _gmtime_of() if at is None else at)
    time.asctime = lambda at=None: _asctime(_gmtime_of() if at is None else at)
    time.ctime = lambda seconds=None: _asctime(_gmtime_of(seconds))
    datetime.datetime = _Datetime
