"""Features that aren't available, neither real nor simulated: each raises one sentence that says what to do
instead."""

import asyncio
import importlib.abc
import importlib.machinery
import os
import selectors
import socket
import subprocess
import sys
from asyncio import base_events, selector_events, streams

_SUBPROCESS = "There are no other processes here: let a coroutine that sleeps take the subprocess's place."
_PROCESS = ("There are no other processes here: asyncio.to_thread and ThreadPoolExecutor run functions beside "
            "the loop, in simulated threads.")
_SOCKET = ("There are no sockets of the system's here: asyncio.open_connection and asyncio.start_server have "
           "simulated ones, and httpx, aiohttp and requests simulated sites.")
_UNIX = ("There are no Unix sockets here: asyncio.open_connection and asyncio.start_server have simulated "
         "sockets, at 127.0.0.1.")
_DATAGRAMS = ("There are no datagrams here: asyncio.open_connection and asyncio.start_server have simulated "
              "streams.")
_TLS = "There's no TLS here: leave ssl out, for nobody listens on a simulated network."
_PIPES = "There are no pipes here: input() asks for a line, and print() writes one."
_FILES = ("There are no files to wait for here, and no sockets or pipes of the system's: asyncio.open_connection and "
          "asyncio.start_server have simulated streams.")
SENTENCES = {_FILES, _SUBPROCESS, _PROCESS, _SOCKET, _UNIX, _DATAGRAMS, _TLS, _PIPES}


def _refuses(sentence):
    def refuse(*args, **more):
        raise RuntimeError(sentence)
    return refuse


def _refuses_when_awaited(sentence):
    async def refuse(*args, **more):
        raise RuntimeError(sentence)
    return refuse


def _without_tls(original):
    async def method(self, *args, ssl=None, **more):
        if ssl:
            raise RuntimeError(_TLS)
        return await original(self, *args, **more)
    return method


def _of_sockets(original):
    def method(self, fd, callback, *args):
        network = vars(self._selector).get("network")
        if network is None or not network.has(selectors._fileobj_to_fd(fd)):
            raise RuntimeError(_FILES)
        original(self, fd, callback, *args)
    return method


_METHODS = {
    "subprocess_exec": _SUBPROCESS, "subprocess_shell": _SUBPROCESS,
    "create_unix_connection": _UNIX, "create_unix_server": _UNIX,
    "create_datagram_endpoint": _DATAGRAMS, "start_tls": _TLS,
    "connect_read_pipe": _PIPES, "connect_write_pipe": _PIPES,
}


def _loops():
    Loop, Selecting = base_events.BaseEventLoop, selector_events.BaseSelectorEventLoop
    for name, sentence in _METHODS.items():
        setattr(Loop, name, _refuses_when_awaited(sentence))
    for name in ("create_connection", "create_server"):
        setattr(Loop, name, _without_tls(getattr(Loop, name)))
    for name in ("open_unix_connection", "start_unix_server"):  # some platforms don't have them
        setattr(asyncio, name, _refuses_when_awaited(_UNIX))
        setattr(streams, name, getattr(asyncio, name))
    for name in ("add_reader", "add_writer"):
        setattr(Selecting, name, _of_sockets(getattr(Selecting, name)))


class _Socket(socket.socket):
    __init__ = _refuses(_SOCKET)


_Socket.__name__ = _Socket.__qualname__ = "socket"
_Socket.__module__ = "socket"


_CALLS = [name for name in vars(os) if name.startswith(("exec", "fork", "posix_spawn", "spawn", "system"))]


def _processes():
    subprocess.Popen.__init__ = _refuses(_SUBPROCESS)
    for name in _CALLS:
        setattr(os, name, _refuses(_SUBPROCESS))


def _process(module):
    module.BaseProcess.start = _refuses(_PROCESS)


def _context(module):
    module.BaseContext.Manager = module.BaseContext.Pool = _refuses(_PROCESS)


def _executor(module):
    for name in ("ProcessPoolExecutor", "InterpreterPoolExecutor"):
        if hasattr(module, name):
            getattr(module, name).__init__ = _refuses(_PROCESS)


class _Patched(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Imports a module that few programs need, and patches it then."""

    _patches = {"multiprocessing.process": _process, "multiprocessing.context": _context,
                "concurrent.futures.process": _executor, "concurrent.futures.interpreter": _executor}

    def __init__(self, loader=None):
        self._loader = loader

    def find_spec(self, name, path, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path) if name in self._patches else None
        if spec is not None:
            spec.loader = _Patched(spec.loader)
        return spec

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        self._patches[module.__name__](module)


def install():
    _loops()
    _processes()
    socket.socket = _Socket
    socket.create_connection = socket.create_server = socket.getaddrinfo = socket.gethostbyname = _refuses(_SOCKET)
    sys.meta_path.insert(0, _Patched())
