"""Streams that report where their bytes are: written, sent, received, read. sockets.py reports the network's
part."""

from asyncio import selector_events, streams

from .recorder import R
from .resources import replaces
from .schema import BYTES_READ, BYTES_WRITTEN, DATA, READER, ROOM, WRITER
from .sockets import Socket
from .waiting import wait_at

#: How many of the written bytes are shown.
SHOWN = 32


class Unread(bytearray):
    """A reader's buffer. Bytes taken out of it count as read."""

    __slots__ = ("stream",)

    def __delitem__(self, where):
        before = len(self)
        super().__delitem__(where)
        self._tell(before - len(self))

    def clear(self):
        size = len(self)
        super().clear()
        self._tell(size)

    def _tell(self, size):
        if size:
            R.emit(BYTES_READ, 0, self.stream, second=size)


Unread.__name__ = Unread.__qualname__ = "bytearray"  # for repr()


def _start(data):
    view = memoryview(data)
    return bytes(view.cast("B")[:SHOWN] if view.c_contiguous else view.tobytes()[:SHOWN])


def _written(transport, size, start):
    """Reports `size` written bytes; `start` has the first of them."""
    stream = getattr(transport._sock, "outgoing", None)
    if stream is not None and size and not transport._eof and not transport._conn_lost:
        text = repr(start[:SHOWN]) + ("…" if size > SHOWN else "")
        R.emit(BYTES_WRITTEN, 0, stream, text=R.text(text), second=size)


class _Lines:
    """The argument of writelines(), reported once CPython has iterated over all of it without an error."""

    def __init__(self, transport, lines):
        self._transport, self._lines = transport, lines

    def __bool__(self):
        return bool(self._lines)

    def __iter__(self):
        size, start = 0, b""
        for data in self._lines:
            yield data
            size += memoryview(data).nbytes
            if len(start) < SHOWN:
                start += _start(data)
        _written(self._transport, size, start)


def _stream_of_reader(reader):
    return getattr(reader._buffer, "stream", None)


def _stream_of_writer(protocol):
    return getattr(getattr(protocol._transport, "_sock", None), "outgoing", None)


def install():
    transport = selector_events._SelectorSocketTransport

    @replaces(transport, "__init__")
    def announced(original):
        def __init__(self, loop, sock, protocol, *args, **more):
            if type(sock) is Socket and not R.elsewhere():
                sock.has_no_reader = not isinstance(protocol, streams.StreamReaderProtocol)
                sock.announce()
            original(self, loop, sock, protocol, *args, **more)
        return __init__

    @replaces(transport, "write")
    def written(original):
        def write(self, data):
            if isinstance(data, (bytes, bytearray, memoryview)):
                _written(self, memoryview(data).nbytes, _start(data))
            original(self, data)
        return write

    if "writelines" in vars(transport):
        @replaces(transport, "writelines")
        def lines_written(original):
            def writelines(self, list_of_data):
                original(self, _Lines(self, list_of_data))
            return writelines

    @replaces(streams.StreamReader, "set_transport")
    def told(original):
        def set_transport(self, transport):
            original(self, transport)
            stream = getattr(getattr(transport, "_sock", None), "incoming", None)
            if stream is not None:
                self._buffer = Unread(self._buffer)
                self._buffer.stream = stream
        return set_transport

    wait_at(streams.StreamReader._wait_for_data.__code__, READER, _stream_of_reader, DATA)
    wait_at(streams.FlowControlMixin._drain_helper.__code__, WRITER, _stream_of_writer, ROOM)
