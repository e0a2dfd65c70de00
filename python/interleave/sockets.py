"""TCP sockets in memory. They never block, as asyncio requires, and behave like Linux's.

Sent bytes travel over a `Wire`, one per direction of a link; `Wire.carry` has the rules. The loop's
`Arrivals` delivers them to the other side at the right moment, outside all callbacks: as in a kernel, a link
keeps working while the loop is blocked.
"""

import math
import socket
import struct
from asyncio import events
from selectors import EVENT_READ, EVENT_WRITE

from .recorder import R
from .resources import Life
from .schema import BYTES_READ, BYTES_RECEIVED, BYTES_SENT, CLOSED, STREAM

#: The most bytes in flight or unread on the other side, and the most that wait for a busy link. A full socket
#: becomes writable again when half of that is gone.
WINDOW, WAITING = 256 * 1024, 16 * 1024

_NOBODY = {socket.AF_INET: "0.0.0.0", socket.AF_INET6: "::"}
_LOOPBACK = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
_EPHEMERAL = 49152
_FIRST_FILE = 101


class Network:
    """The addresses of one loop's sockets."""

    def __init__(self, arrivals):
        self.arrivals = arrivals
        self._bound = {}
        self._files = _FIRST_FILE - 1
        self._port = _EPHEMERAL

    def new_file(self):
        self._files += 1
        return self._files

    def has(self, file):
        return _FIRST_FILE <= file <= self._files

    def new_port(self):
        self._port += 1
        return self._port

    def bind(self, sock, host, port):
        for other, its_port in self._bound:
            if port == its_port and (other == host or {other, host} & set(_NOBODY.values())):
                raise OSError(98, "Address already in use")
        self._bound[host, port] = sock

    def unbind(self, sock):
        self._bound = {address: other for address, other in self._bound.items() if other is not sock}

    def listener(self, family, host, port):
        found = self._bound.get((host, port)) or self._bound.get((_NOBODY[family], port))
        return found if found is not None and found.listens else None


def _network():
    arrivals = events.get_running_loop()._selector
    if "network" not in vars(arrivals):
        arrivals.network = Network(arrivals)
    return arrivals.network


class Wire:
    """One direction of a link."""

    def __init__(self, arrivals):
        self.latency, self.bandwidth = R.latency, R.bandwidth
        self.free = 0.0
        self._arrivals = arrivals

    def carry(self, when, size, arrive, *args):
        """Sends bytes at `when`, after those sent before, for as long as the bandwidth requires. They arrive
        one latency later; returns that moment."""
        self.free = max(self.free, when) + (size / self.bandwidth if self.bandwidth else 0.0)
        arrives = self.free + self.latency
        self._arrivals.add(arrives, arrive, *args)
        return arrives

    def room(self, when):
        """How many more bytes can wait for the link now."""
        if not self.bandwidth:
            return math.inf
        return WAITING - math.ceil(max(self.free - when, 0) * self.bandwidth)

    def half_free(self):
        return self.free - WAITING / 2 / self.bandwidth


def _check_port(function, port):
    if not 0 <= port <= 65535:
        raise OverflowError(f"{function}(): port must be 0-65535.")


class Socket:
    _is_gone = True  # until __init__ has run

    def __init__(self, family=socket.AF_INET, type=socket.SOCK_STREAM, proto=0, network=None):
        self.family, self.type, self.proto = family, type, proto
        self._network = network or _network()
        self._arrivals = self._network.arrivals
        self._file = self._network.new_file()
        self._own = self._name(_NOBODY[family], 0)
        self._other = self._peer = self._wire = self._error = self._backlog = None
        self._unread = bytearray()
        self._unacknowledged = 0
        self._is_full = self._link_is_full = False
        self._at_end = self._is_shut = self._resets = self._is_gone = False
        #: The streams that the tracer knows; None for streams that aren't recorded.
        self.incoming = self.outgoing = None
        #: A protocol of the program's own gets received bytes at once.
        self.has_no_reader = False

    def _name(self, host, port):
        return (host, port) if self.family == socket.AF_INET else (host, port, 0, 0)

    def fileno(self):
        return self._file

    def getsockname(self):
        return self._own

    def getpeername(self):
        if self._other is None:
            raise OSError(107, "Transport endpoint is not connected")
        return self._other

    def setblocking(self, flag):
        pass

    def gettimeout(self):
        return 0.0

    def setsockopt(self, level, option, value):
        if option == socket.SO_LINGER and level == socket.SOL_SOCKET:
            self._resets = struct.unpack("ii", value) == (1, 0)

    def getsockopt(self, level, option):
        if self._error is not None:
            raise self._error
        return 0

    def announce(self):
        """Reports both directions as streams, unless the other side has done so."""
        if self.outgoing is None:
            self.outgoing = Life(R.make(STREAM))
            if self._peer is not None:
                self._peer.incoming = self.outgoing
        if self.incoming is None and self._peer is not None:
            self.incoming = self._peer.outgoing = Life(R.make(STREAM))

    def _tell_end(self):
        if self.outgoing is not None and not self._arrivals.loop.is_closed():
            R.emit(CLOSED, 0, self.outgoing, detail=1)

    # Server sockets

    def bind(self, address):
        host, port = address[:2]
        _check_port("bind", port)
        port = port or self._network.new_port()
        self._network.bind(self, host, port)
        self._own = self._name(host, port)

    @property
    def listens(self):
        return self._backlog is not None

    def listen(self, backlog=100):
        if not self.listens:
            self._backlog = []
            self._arrivals.listening += 1

    def accept(self):
        if not self._backlog:
            raise BlockingIOError
        accepted = self._backlog.pop(0)
        self._mark()
        return accepted, accepted._other

    # Client sockets

    def connect(self, address):
        host, port = address[:2]
        _check_port("connect", port)
        if self._own[1] == 0:
            self._own = self._name(_LOOPBACK[self.family], self._network.new_port())
        self._other = address
        self._wire = Wire(self._arrivals)
        host = _LOOPBACK[self.family] if host == _NOBODY[self.family] else host
        self._wire.carry(R.now, 0, self._knock, host, port)
        raise BlockingIOError

    def _knock(self, when, host, port):
        """Runs at the server, one latency later."""
        back = Wire(self._arrivals)
        listener = self._network.listener(self.family, host, port)
        if listener is None:
            back.carry(when, 0, self._refused)
            return
        accepted = Socket(self.family, self.type, self.proto, self._network)
        accepted._own, accepted._other = self._name(host, port), self._own
        accepted._wire, accepted._peer, self._peer = back, self, accepted
        accepted._mark()
        back.carry(when, 0, self._connected)
        listener._backlog.append(accepted)
        listener._mark()

    def _refused(self, when):
        self._error = ConnectionRefusedError(111, f"Connect call failed {self._other}")
        self._mark()

    def _connected(self, when):
        if self._is_gone:
            self._wire.carry(when, 0, self._peer._was_reset)
        self._mark()

    # Both kinds

    def _mark(self):
        """Updates whether it can be read and written now."""
        gone = self._is_gone
        readable = self._unread or self._at_end or self._error or self._backlog
        writable = self._error or self._peer is not None and not (self._is_full or self._link_is_full)
        self._arrivals.mark(self._file, EVENT_READ, readable and not gone)
        self._arrivals.mark(self._file, EVENT_WRITE, writable and not gone)

    def send(self, data):
        self._raise_error()
        if self._is_shut:
            raise BrokenPipeError(32, "Broken pipe")
        window = WINDOW - self._unacknowledged
        room = min(window, self._wire.room(R.now), len(data))
        sent = bytes(data[:max(room, 0)])
        if sent:
            self._unacknowledged += len(sent)
            arrives = self._wire.carry(R.now, len(sent), self._peer._receive, sent)
            if self.outgoing is not None:
                R.emit(BYTES_SENT, 0, self.outgoing, arrives, second=len(sent))
        if len(sent) < len(data):
            self._is_full = len(sent) == window
            if not self._is_full:
                self._link_is_full = True
                self._arrivals.add(self._wire.half_free(), self._link_has_room)
            self._mark()
            if not sent:
                raise BlockingIOError
        return len(sent)

    def sendmsg(self, buffers):
        return self.send(b"".join(buffers))

    def _link_has_room(self, when):
        self._link_is_full = False
        self._mark()

    def _acknowledge(self, when, size):
        self._unacknowledged -= size
        if self._unacknowledged <= WINDOW // 2:
            self._is_full = False
            self._mark()

    def _receive(self, when, data):
        if self._is_gone:
            self._wire.carry(when, 0, self._peer._was_reset)
        else:
            self._unread += data
            self._mark()

    def recv(self, size):
        if self._unread:
            data = bytes(self._unread[:size])
            del self._unread[:size]
            if self.incoming is not None:
                R.emit(BYTES_RECEIVED, 0, self.incoming, second=len(data))
                if self.has_no_reader:
                    R.emit(BYTES_READ, 0, self.incoming, second=len(data))
            self._arrivals.add(R.now + self._wire.latency, self._peer._acknowledge, len(data))
            self._mark()
            return data
        self._raise_error()
        if self._at_end:
            return b""
        raise BlockingIOError

    def recv_into(self, buffer):
        data = self.recv(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def _was_ended(self, when):
        self._at_end = True
        self._mark()

    def _was_reset(self, when):
        self._error = ConnectionResetError(104, "Connection reset by peer")
        self._mark()

    def _raise_error(self):
        """Raises the error once; after that there's nothing more to read, and writing is impossible."""
        if self._error is not None:
            error, self._error = self._error, None
            self._at_end = self._is_shut = True
            self._mark()
            raise error

    def shutdown(self, how):
        if how != socket.SHUT_RD and self._peer is not None and not self._is_shut:
            self._is_shut = True
            self._tell_end()
            self._wire.carry(R.now, 0, self._peer._was_ended)

    def close(self):
        if self._is_gone:
            return
        if self.listens:
            self._arrivals.listening -= 1
            for accepted in self._backlog:
                accepted._resets = True
                accepted.close()
        self._network.unbind(self)
        if self._peer is not None and self._error is None:
            if self._unread or self._resets:
                self._tell_end()
                self._wire.carry(R.now, 0, self._peer._was_reset)
            else:
                self.shutdown(socket.SHUT_RDWR)
        self._is_gone = True
        self._mark()
        self._file = -1
        self.incoming = self.outgoing = None

    __del__ = close
