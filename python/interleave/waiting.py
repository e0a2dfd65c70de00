"""What a task waits for: asyncio's own futures know which function made them, and why.

`create_future` looks at the calling function, and the table here says what its futures are for.
"""

import abc
import asyncio
import sys
import weakref
from asyncio import base_events, futures, locks, queues, selector_events, streams, taskgroups, tasks

from .orders import OrderedSet
from .recorder import R
from .resources import Life
from .schema import (ACQUIRER, ANSWER, AWAITS, CONNECTION, DATA, FUTURE, FUTURE_MADE, GATHER, GETTER, GROUP,
                     HOLD, OTHER_WAIT, PUTTER, RESOURCE, ROOM, SEVERAL, SLEEP, TASK, TURN, VALUE,
                     WAIT_BEGAN, WAIT_ENDED, WAITER)

CFuture, CTask = futures._CFuture, tasks._CTask


class Waiting(CFuture):
    """A future made by asyncio, with its purpose."""

    __slots__ = ("kind", "subject", "role", "parts")


class Place(Waiting):
    """A task's place in the line at a queue, a lock and so on."""

    __slots__ = ()

    def __await__(self):
        by = R.by
        R.emit(WAIT_BEGAN, by, self.subject, detail=self.role)
        try:
            return (yield from CFuture.__await__(self))
        finally:
            R.emit(WAIT_ENDED, by, self.subject, detail=self.role)

    __iter__ = __await__


# Make them look like CPython's to the program.
for _cls in (Waiting, Place):
    _cls.__module__, _cls.__name__, _cls.__qualname__ = "_asyncio", "Future", "Future"


class _AnyFuture(abc.ABCMeta):
    # A program's class may also have an abstract base class, so this metaclass has to be an ABCMeta.
    def __call__(cls, *args, **more):
        """A future that another thread makes for its own loop has no row."""
        if cls is Future and R.elsewhere():
            cls = CFuture
        return type.__call__(cls, *args, **more)

    def __instancecheck__(cls, thing):
        """To isinstance(), every future is an asyncio.Future, as without the tracer."""
        return isinstance(thing, CFuture) if cls is Future else super().__instancecheck__(thing)

    def __subclasscheck__(cls, other):
        return issubclass(other, CFuture) if cls is Future else super().__subclasscheck__(other)


class Future(CFuture, metaclass=_AnyFuture):
    """A future that the program makes: it has its own row in the panel."""

    _il_id = 0  # 0 if it isn't recorded

    def __init__(self, *, loop=None):
        super().__init__(loop=loop)
        if not R.elsewhere():
            self._il_id = R.make(FUTURE_MADE)
            self._il_life = Life(self._il_id)

    # Every future counts as an asyncio.Future, so `self` may also be a task here.
    def set_result(self, result):
        _tell_done(self, 1.0)
        CFuture.set_result(self, result)

    def set_exception(self, exception):
        if _is_told(self):
            if isinstance(exception, type) and issubclass(exception, BaseException):
                exception = exception()
            _try_exception(exception, CFuture.get_loop(self))
            _tell_done(self, 3.0)
        CFuture.set_exception(self, exception)

    def cancel(self, msg=None):
        _tell_done(self, 2.0)
        return CFuture.cancel(self, msg)


def _is_told(future):
    return not isinstance(future, CTask) and getattr(future, "_il_id", 0) and not future.done()


def _try_exception(exception, loop):
    """Raises if a future would refuse the exception, before anything is reported."""
    trial = CFuture(loop=loop)
    trial.set_exception(exception)
    trial.exception()  # retrieved, so nothing is reported


def _tell_done(future, how):
    if _is_told(future):
        R.emit(VALUE, 0, future._il_id, how)
        if R.by:
            R.emit(HOLD, R.by, future._il_id, detail=1)


Future.__module__ = "_asyncio"
Future.__qualname__ = "Future"


def subject_of(future):
    """What a task with this `_fut_waiter` waits for: kind, subject, role."""
    if future is None:
        return TURN, 0, WAITER
    if isinstance(future, Waiting):
        if future.kind is _shielded:
            return subject_of(future.subject())
        return future.kind, future.subject, future.role
    if isinstance(future, CTask):
        return TASK, getattr(future, "_il_id", 0), WAITER
    if type(future) is Future:
        return FUTURE, future._il_id, WAITER
    if isinstance(future, tasks._GatheringFuture):
        return GATHER, 0, WAITER
    if isinstance(future, CFuture):
        return FUTURE, getattr(future, "_il_id", 0), WAITER
    return OTHER_WAIT, 0, WAITER


#: A loop of wait() tells the same futures again and again, so only some are told.
_MOST_OF_SEVERAL = 100


def tell_parts(task, kind, future):
    """Tells what a task with this number waits for, whose wait for `future` is a gather, several or a group:
    each thing once, and in place of one that has parts itself these."""
    parts, left, seen = [], _parts_of(future)[::-1], set()
    while left:
        one = left.pop()
        if id(one) not in seen:
            seen.add(id(one))
            if its := _parts_of(one):
                left += its[::-1]
            else:
                parts.append(one)
    told = min(len(parts), _MOST_OF_SEVERAL) if kind == SEVERAL else len(parts)
    for i, one in enumerate(parts[:told], 1):
        what, subject, _ = subject_of(one)
        R.emit(AWAITS, task, subject, float(len(parts) - told) if i == told else 0.0, what)


def _parts_of(future):
    """The futures that this one waits for itself."""
    if isinstance(future, tasks._GatheringFuture):
        return future._children
    if isinstance(future, Waiting):
        if future.kind is _shielded:
            inner = future.subject()
            return [] if inner is None else [inner]
        return future.parts()
    return []


def _none():
    return []


def _futures_of(frame):
    """Those of wait(): a function that returns them, and doesn't keep them alive."""
    futures = weakref.ref(frame.f_locals["fs"])
    return lambda: list(futures() or ())


class _Members(OrderedSet):
    """A group's tasks while its end waits for them: one that joins is told."""

    def add(self, task):
        super().add(task)
        if self.parent and self.group()._on_completed_fut is not None:
            R.emit(AWAITS, self.parent, _number(task), detail=TASK)


def _tasks_of(frame):
    """A group's that aren't done, in the order in which they were made."""
    group = frame.f_locals["self"]
    members = group._tasks
    if isinstance(members, OrderedSet):
        members.__class__, members.parent, members.group = _Members, _number(group._parent_task), weakref.ref(group)
    return lambda: list(members)


def _number(task):
    return getattr(task, "_il_id", 0)


def create_future(loop):
    """Implements the loop's method of that name. The caller is two frames down."""
    frame = sys._getframe(2)
    made = _MAKERS.get(frame.f_code)
    if made is not None:
        return made(loop, frame)
    if R.own[frame.f_code.co_filename] is not None:
        return Future(loop=loop)
    return CFuture(loop=loop)


def waiting(loop, kind, subject=0, role=WAITER, parts=_none):
    future = Waiting(loop=loop)
    future.kind, future.subject, future.role, future.parts = kind, subject, role, parts
    return future


def _for(kind):
    return lambda loop, frame: waiting(loop, kind)


def _for_parts(kind, parts):
    return lambda loop, frame: waiting(loop, kind, parts=parts(frame))


def _at(role):
    def made(loop, frame):
        resource = frame.f_locals["self"]
        number = resource._il_id
        if not number:
            return waiting(loop, SEVERAL)
        future = Place(loop=loop)
        future.kind, future.subject, future.parts = RESOURCE, number, _none
        future.role = role if resource._il_role is None else resource._il_role
        return future
    return made


def wait_at(code, role, stream_of, otherwise):
    """Says that futures made in asyncio's `code` are waits in this role for the stream `stream_of(self)`, a
    number. If that's None, they're waits of the kind `otherwise`."""
    def made(loop, frame):
        number = stream_of(frame.f_locals["self"])
        if number is None:
            return waiting(loop, otherwise)
        future = Place(loop=loop)
        future.kind, future.subject, future.role, future.parts = RESOURCE, int(number), role, _none
        return future
    _MAKERS[code] = made


_shielded = object()


def _shield(loop, frame):
    return waiting(loop, _shielded, weakref.ref(frame.f_locals["inner"]))


_MAKERS = {
    tasks.sleep.__code__: _for(SLEEP),
    tasks._wait.__code__: _for_parts(SEVERAL, _futures_of),
    tasks._cancel_and_wait.__code__: _for(FUTURE),
    tasks.shield.__code__: _shield,
    taskgroups.TaskGroup.__aexit__.__code__: _for_parts(GROUP, _tasks_of),
    queues.Queue.get.__code__: _at(GETTER),
    queues.Queue.put.__code__: _at(PUTTER),
    locks.Lock.acquire.__code__: _at(ACQUIRER),
    locks.Semaphore.acquire.__code__: _at(ACQUIRER),
    locks.Event.wait.__code__: _at(WAITER),
    locks.Condition.wait.__code__: _at(WAITER),
}
if hasattr(taskgroups.TaskGroup, "_aexit"):  # 3.13
    _MAKERS[taskgroups.TaskGroup._aexit.__code__] = _for_parts(GROUP, _tasks_of)


_Sockets = selector_events.BaseSelectorEventLoop
# Events from outside the loop.
for _kind, *_methods in (
        (DATA, streams.StreamReader._wait_for_data, _Sockets.sock_recv, _Sockets.sock_recv_into),
        (ROOM, streams.FlowControlMixin._drain_helper, _Sockets.sock_sendall),
        (CONNECTION, base_events.BaseEventLoop._create_connection_transport, _Sockets.sock_connect)):
    _MAKERS.update((method.__code__, _for(_kind)) for method in _methods)


def waits_for_answer(function):
    """Marks a coroutine function: the futures that it makes are for an answer."""
    _MAKERS[function.__code__] = _for(ANSWER)
    return function


def install():
    asyncio.Future = Future
