"""Opens a trace on the page: serves the checkout's site and this one trace, to this machine only."""

import http.server
import os
import secrets
import signal
import sys
import urllib.parse
import webbrowser

from .program import UsageError

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}


def folder():
    """The site's folder in the checkout that contains this file."""
    path = os.path.abspath(__file__)
    while os.path.dirname(path) != path:
        path = os.path.dirname(path)
        if os.path.isfile(os.path.join(path, "web", "serve.mjs")):
            built = os.path.join(path, "build", "web")
            if os.path.isfile(os.path.join(built, "index.html")):
                return built
            raise UsageError(f"there's no site in {built} yet: run 'make build' first")
    raise UsageError("--open serves the site from a checkout of Interleave, and this is none: write the trace to a file "
                     "with -o, and open that on the page")


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self._answer(with_body=True)

    def do_HEAD(self):
        self._answer(with_body=False)

    def _answer(self, with_body):
        found = self.server.find(self.path)
        if found is None:
            self.send_error(404, "There is nothing here")
            return
        kind, body = found
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_):
        """Logs nothing."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site, trace, name):
        # Another page may know the port, but not this token.
        self._path = f"/{secrets.token_urlsafe(16)}/{name}"
        self._site = os.path.realpath(site)
        self._trace = trace
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/?trace={urllib.parse.quote(urllib.parse.quote(self._path))}"

    def find(self, target):
        """The type and content for a request's path, or None."""
        path = urllib.parse.unquote(urllib.parse.urlsplit(target).path)
        if secrets.compare_digest(path.encode(), self._path.encode()):
            return _TYPES[".json"], self._trace
        if "\0" in path:
            return None
        file = os.path.realpath(os.path.join(self._site, path.lstrip("/")))
        if file == self._site:
            file = os.path.join(file, "index.html")
        if not file.startswith(os.path.join(self._site, "")) or not os.path.isfile(file):
            return None
        with open(file, "rb") as opened:
            return _TYPES.get(os.path.splitext(file)[1], "application/octet-stream"), opened.read()

    def handle_error(self, request, client_address):
        """A browser that disconnects during a response isn't an error."""


def serve(site, trace, name):
    """Opens the browser, which shows the trace under this name, and serves until Ctrl-C."""
    with Server(site, trace, name) as server:
        print(f"interleave: the trace is at {server.address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            sys.stdout.flush()  # the browser may write to the same terminal
            webbrowser.open(server.address)
            server.serve_forever()
        except KeyboardInterrupt:
            pass
