"""Stand-ins for httpx, aiohttp and requests, if they aren't installed. They fetch from the sites in sites.py,
and send nothing from this machine. Cookies, redirects, streams and connection limits aren't simulated.
"""

import importlib.abc
import importlib.machinery
import json
import sys
import types

from . import clients, sites


def _errors(module, **bases):
    """Makes exception classes, in order: each name has a list of bases."""
    made = {}
    for name, its in bases.items():
        its = tuple(made[base] if isinstance(base, str) else base for base in its)
        made[name] = type(name, its, {"__module__": module})
    return made


def httpx():
    """Simulated: AsyncClient awaits what Client and httpx.get() block for, on simulated sites."""
    made = _errors("httpx", HTTPError=[Exception], RequestError=["HTTPError"], TransportError=["RequestError"],
                   TimeoutException=["TransportError"], ReadTimeout=["TimeoutException"],
                   ConnectTimeout=["TimeoutException"], NetworkError=["TransportError"], ConnectError=["NetworkError"],
                   UnsupportedProtocol=["TransportError"], HTTPStatusError=["HTTPError"])

    class Httpx(clients.Client):
        name, timeout = "httpx", 5.0
        errors = {"scheme": made["UnsupportedProtocol"], "host": made["ConnectError"], "late": made["ReadTimeout"]}

    class Client(Httpx):
        def request(self, method, url, **options):
            return clients.Response(self._send(method, url, **options), made["HTTPStatusError"])

    class AsyncClient(Httpx):
        async def request(self, method, url, **options):
            return clients.Response(await self._send_async(method, url, **options), made["HTTPStatusError"])

    functions = {name: getattr(Client(), name) for name in (*clients.METHODS, "request")}
    return {**made, **functions, "Client": Client, "AsyncClient": AsyncClient, "Response": clients.Response,
            "Timeout": lambda timeout=None, *, read=..., **unused: timeout if read is ... else read,
            "Limits": lambda **unused: None}


def aiohttp():
    """Simulated: ClientSession's requests are asynchronous context managers, on simulated sites."""
    made = _errors("aiohttp", ClientError=[Exception], ClientResponseError=["ClientError"],
                   ClientConnectionError=["ClientError"], ClientOSError=["ClientConnectionError", OSError],
                   ClientConnectorError=["ClientOSError"], InvalidURL=["ClientError", ValueError],
                   ServerTimeoutError=["ClientConnectionError", TimeoutError])

    class ClientResponse(clients.Response):
        async def read(self):
            return self.content

        async def text(self, *unused, **more):
            return self.content.decode()

        async def json(self, **unused):
            return json.loads(self.content)

        def _failed(self):
            error = super()._failed()
            error.args = f"{self.status}, message={self.reason!r}, url={self.url!r}",
            return error

    class Request:
        """A request that you can await or enter."""

        def __init__(self, sent):
            self._sent = sent

        def __await__(self):
            return self._sent.__await__()

        async def __aenter__(self):
            return await self._sent

        async def __aexit__(self, *exc):
            """There's no connection to release."""

    class ClientSession(clients.Client):
        name, timeout = "aiohttp", 300
        errors = {"scheme": made["InvalidURL"], "host": made["ClientConnectorError"], "late": TimeoutError}

        def __init__(self, base_url="", *, raise_for_status=False, **more):
            super().__init__(base_url, **more)
            self._raises = raise_for_status

        closed = property(lambda self: self.is_closed)

        def request(self, method, url, **options):
            return Request(self._request(method, url, **options))

        async def _request(self, method, url, **options):
            response = ClientResponse(await self._send_async(method, url, **options), made["ClientResponseError"])
            return response.raise_for_status() if self._raises else response

        async def close(self):
            super().close()

    return {**made, "ClientSession": ClientSession, "ClientResponse": ClientResponse,
            "ClientTimeout": lambda total=300, **unused: total, "TCPConnector": lambda **unused: None}


def requests():
    """Simulated: each request blocks its thread until the answer has come, so that in a coroutine it holds the loop;
    asyncio.to_thread(requests.get, url) doesn't, nor do httpx.AsyncClient and aiohttp."""
    made = _errors("requests.exceptions", RequestException=[OSError], HTTPError=["RequestException"],
                   ConnectionError=["RequestException"], Timeout=["RequestException"], ReadTimeout=["Timeout"],
                   ConnectTimeout=["ConnectionError", "Timeout"], MissingSchema=["RequestException", ValueError])

    class Session(clients.Client):
        name, note = "requests", (" It blocks: while it waits no task can run, unless it's called by "
                                  "asyncio.to_thread; httpx.AsyncClient and aiohttp don't.")
        errors = {"scheme": made["MissingSchema"], "host": made["ConnectionError"], "late": made["ReadTimeout"]}

        def __init__(self):
            super().__init__()
            self.headers = self._headers

        def request(self, method, url, **options):
            return clients.Response(self._send(method, url, **options), made["HTTPError"])

    functions = {name: getattr(Session(), name) for name in (*clients.METHODS, "request")}
    return {**made, **functions, "Session": Session, "session": Session, "Response": clients.Response}


class _Finder(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """The last finder: finds the stand-ins if no other finder has found the libraries."""

    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self) if name in ("httpx", "aiohttp", "requests") else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        make = globals()[module.__name__]
        module.__doc__ = make.__doc__
        vars(module).update(make())
        if make is requests:
            module.exceptions = sys.modules["requests.exceptions"] = types.ModuleType("requests.exceptions")
            vars(module.exceptions).update(vars(module))


def install():
    clients.told.clear()
    sites.install()
    sys.meta_path.append(_Finder())
