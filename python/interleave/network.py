"""Streams and servers on the virtual clock: CPython's own, over sockets in memory.

Only addresses of this machine exist: a program's client finds the program's server.
"""

import socket
import types
import weakref
from asyncio import base_events

from .orders import OrderedWeakSet
from .sockets import Socket

_HOSTS = {"", "localhost", "localhost.localdomain", "ip6-localhost"}
_NO_HOST = "There's no network here: a program can connect to a server that it starts itself, at 127.0.0.1."


async def getaddrinfo(loop, host, port, *, family=0, type=0, proto=0, flags=0):
    """Replaces the loop's method. Names are resolved at once."""
    host = host.decode() if isinstance(host, bytes) else host
    if host is not None and host not in _HOSTS:
        error = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        error.add_note(_NO_HOST)
        raise error
    nobody, loopback = ("::", "::1") if family == socket.AF_INET6 else ("0.0.0.0", "127.0.0.1")
    address = nobody if not host and flags & socket.AI_PASSIVE else loopback, int(port or 0)
    if family == socket.AF_INET6:
        address += 0, 0
    return [(family or socket.AF_INET, type or socket.SOCK_STREAM, proto or socket.IPPROTO_TCP, "", address)]


def install():
    base_events.BaseEventLoop.getaddrinfo = getaddrinfo
    # Some platforms lack this option, but asyncio asks for it.
    sockets = {"SO_REUSEADDR": 2, **vars(socket), "socket": Socket}
    base_events.socket = types.SimpleNamespace(**sockets)
    base_events.weakref = types.SimpleNamespace(**{**vars(weakref), "WeakSet": OrderedWeakSet})
