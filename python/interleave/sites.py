"""The web for simulated clients: a dozen sites that are the same in every run.

Each has a page / and pages /1 to /9, with links to each other and to other sites. It also has /json and
/json/N; /echo, which returns the request; /delay/N, which takes N seconds; /status/N, which returns that
status; and /flaky/N, which returns 503 the first N times. All but /delay take 0.1 to 1 s, depending on the
address, and longer on a slow network.
"""

import json
from collections import Counter
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit
from zlib import crc32

from .recorder import LATENCY, R

HOSTS = [f"{topic}.example" for topic in
         "birds books cities films flowers games lakes music planets recipes rivers trees".split()]
PAGES = 9
#: How often each address was requested in this run.
_asked = Counter()


class NoHost(Exception):
    pass


class Answer:
    """`seconds` is how long it takes."""

    def __init__(self, url, seconds, body, status=200):
        self.url, self.status = url, status
        self.reason = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
        kind = "text/html; charset=utf-8" if isinstance(body, str) else "application/json"
        self.body = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.headers = {"content-type": kind, "content-length": str(len(self.body))}
        self.seconds = seconds + _on_the_way(len(self.body))


def _on_the_way(size):
    """The additional time on a network that's slower than usual."""
    return max(2 * (R.latency - LATENCY), 0) + (size / R.bandwidth if R.bandwidth else 0)


def ask(method, url, body=b"", headers=()):
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host not in HOSTS:
        raise NoHost(f"{parts.hostname} isn't simulated: the sites are {', '.join(HOSTS)}.")
    _asked[url] += 1
    seconds = (1 + crc32(f"{host}{parts.path}?{parts.query}".encode()) % 10) / 10
    kind, _, argument = parts.path.strip("/").partition("/")
    number = int(argument) if argument.isdecimal() else None
    if kind == "json":
        items = [{"id": n, "name": f"{_topic(host)} {n}"} for n in range(1, PAGES + 1)]
        return Answer(url, seconds, items if number is None else {"id": number, "name": f"{_topic(host)} {number}"})
    if kind == "echo":
        return Answer(url, seconds, {"method": method, "args": dict(parse_qsl(parts.query)), "headers": dict(headers),
                                     "data": body.decode("utf-8", "replace")})
    if kind == "delay" and argument.replace(".", "", 1).isdecimal():
        return Answer(url, float(argument), {"delay": float(argument)})
    if kind == "status" and number and 200 <= number < 600:
        return Answer(url, seconds, {"status": number}, number)
    if kind == "flaky" and number is not None:
        return Answer(url, seconds, {"asked": _asked[url]}, 503 if _asked[url] <= number else 200)
    if not kind or kind.isdecimal() and 1 <= int(kind) <= PAGES and not argument:
        return Answer(url, seconds, _page(host, int(kind or 0)))
    return Answer(url, seconds, f"<h1>Not Found</h1>\n<p>{host} has no {parts.path}.</p>\n", 404)


def _topic(host):
    return host.removesuffix(".example").capitalize()


def _page(host, number):
    title = f"{_topic(host)}, page {number}" if number else _topic(host)
    seed = crc32(f"{host}/{number}".encode())
    links = ["/", f"/{number + 1}" if number < PAGES else "/missing",
             f"https://{HOSTS[seed % len(HOSTS)]}/{seed // 16 % PAGES + 1}"]
    if not number:
        links[:1] = [f"/{page}" for page in range(2, PAGES + 1, 2)]
    items = "".join(f'<li><a href="{link}">{link}</a></li>\n' for link in links)
    text = f"<p>More about {_topic(host).lower()}.</p>\n" * (1 + seed % 20)
    body = f"<h1>{title}</h1>\n{text}<ul>\n{items}</ul>"
    return f"<html><head><title>{title}</title></head>\n<body>{body}</body></html>\n"


def install():
    _asked.clear()
