"""Dates by the run's clock, which starts at the epoch, in UTC."""

import datetime

from . import clock

_UTC = datetime.timezone.utc


class _Date(datetime.date):
    __slots__ = ()

    @classmethod
    def today(cls):
        return cls.fromtimestamp(clock.now())

    @classmethod
    def fromtimestamp(cls, timestamp):
        moment = _Datetime.fromtimestamp(timestamp)
        return cls(moment.year, moment.month, moment.day)

    def __repr__(self):
        return _in_full(self, super().__repr__(), _Date)


class _Datetime(datetime.datetime, _Date):
    __slots__ = ()

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(clock.now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        moment = super().fromtimestamp(timestamp, _UTC if tz is None else tz)
        return moment.replace(tzinfo=None) if tz is None else moment

    def timestamp(self):
        moment = self if self.tzinfo else self.replace(tzinfo=_UTC)
        return super(_Datetime, moment).timestamp()

    def astimezone(self, tz=None):
        moment = self if self.tzinfo else self.replace(tzinfo=_UTC)
        return super(_Datetime, moment).astimezone(_UTC if tz is None else tz)

    def date(self):
        return _Date(self.year, self.month, self.day)

    def __repr__(self):
        return _in_full(self, super().__repr__(), _Datetime)


def _in_full(moment, text, kind):
    """A Python class has no module in its repr, unlike C's."""
    return f"datetime.{text}" if type(moment) is kind else text


def _stands_in(kind, original):
    kind.__name__ = kind.__qualname__ = original.__name__
    kind.__module__ = "datetime"
    kind.__doc__ = original.__doc__
    kind.min, kind.max = (kind(*edge.timetuple()[:3]) if original is datetime.date else
                          kind.combine(edge, edge.time()) for edge in (original.min, original.max))


_stands_in(_Date, datetime.date)
_stands_in(_Datetime, datetime.datetime)


def install():
    datetime.date, datetime.datetime = _Date, _Datetime
