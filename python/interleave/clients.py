"""The common parts of all simulated HTTP clients."""

import asyncio
import datetime
import json as _json
import sys
import time
from asyncio import futures
from urllib.parse import urlencode, urljoin, urlsplit

from . import sites
from .waiting import waits_for_answer

METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
#: Libraries that have said on stderr that they're simulated.
told = set()


class Client:
    """The common base class. `errors` are the library's exceptions, `name` is its name."""

    name, errors, timeout, note = "", {}, None, ""

    def __init__(self, base_url="", *, timeout=..., headers=None, params=None, **unused):
        self._base, self._headers, self._params = str(base_url or ""), dict(headers or {}), params
        self.timeout = self.timeout if timeout is ... else timeout
        self.is_closed = False

    def _ask(self, method, url, *, params=None, json=None, data=None, content=None, headers=None, timeout=..., **_):
        """The response, and how many seconds to wait for it; a timeout may be shorter."""
        if self.name not in told:
            told.add(self.name)
            sys.stderr.write(f"{self.name} isn't installed: a stand-in fetches from simulated sites, such as "
                             f"{sites.HOSTS[0]}.{self.note}\n")
        if self.is_closed:
            raise RuntimeError("The client is closed already.")
        url, params = urljoin(self._base, str(url)), params or self._params
        if params:
            url += ("&" if "?" in url else "?") + urlencode(params, doseq=True)
        if urlsplit(url).scheme not in ("http", "https"):
            raise self.errors["scheme"](f"{url!r} has no http:// or https:// before it")
        body = _json.dumps(json) if json is not None else content if data is None else data
        body = urlencode(body) if isinstance(body, dict) else body or b""
        body = body.encode() if isinstance(body, str) else body
        try:
            answer = sites.ask(method.upper(), url, body, {**self._headers, **(headers or {})})
        except sites.NoHost as unknown:
            error = self.errors["host"]("[Errno -2] Name or service not known")
            error.add_note(str(unknown))
            raise error from None
        limit = self.timeout if timeout is ... else timeout
        limit = limit[-1] if isinstance(limit, tuple) else limit
        return answer, answer.seconds if limit is None else min(answer.seconds, limit)

    def _send(self, *args, **more):
        answer, seconds = self._ask(*args, **more)
        time.sleep(seconds)
        return self._in_time(answer, seconds)

    async def _send_async(self, *args, **more):
        answer, seconds = self._ask(*args, **more)
        await _answer(seconds)
        return self._in_time(answer, seconds)

    def _in_time(self, answer, seconds):
        if seconds < answer.seconds:
            raise self.errors["late"]("timed out")
        return answer

    def close(self):
        self.is_closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    async def aclose(self):
        self.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.is_closed = True


@waits_for_answer
async def _answer(seconds):
    """Takes as long as asyncio.sleep, and behaves like it."""
    if seconds <= 0:
        return await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(seconds, futures._set_result_unless_cancelled, future, None)
    try:
        return await future
    finally:
        timer.cancel()


def _method(name):
    def method(self, url, *body, **options):
        if body:
            options["params" if name == "get" else "data"], = body
        return self.request(name, url, **options)
    method.__name__ = name
    return method


for _name in METHODS:
    setattr(Client, _name, _method(_name))


class Response:
    def __init__(self, answer, error):
        self._error = error
        self.status_code = self.status = answer.status
        self.reason = self.reason_phrase = answer.reason
        self.url, self.headers, self.content = answer.url, answer.headers, answer.body
        self.elapsed = datetime.timedelta(seconds=answer.seconds)
        self.ok = self.is_success = answer.status < 400
        self.is_error = not self.ok

    @property
    def text(self):
        return self.content.decode()

    def json(self, **more):
        return _json.loads(self.content, **more)

    def raise_for_status(self):
        if not self.ok:
            raise self._failed()
        return self

    def _failed(self):
        side = "Client" if self.status < 500 else "Server"
        error = self._error(f"{side} error '{self.status} {self.reason}' for url '{self.url}'")
        error.response, error.status, error.message = self, self.status, self.reason
        return error

    def __repr__(self):
        return f"<Response [{self.status} {self.reason}]>"
