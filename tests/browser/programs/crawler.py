"""A crawler of the size that people paste: workers, a queue, retries, dedupe, statistics."""

import asyncio
import dataclasses
import random
import re
import time
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

START = "https://books.example/"
workers = 4  # 1..8
max_pages = 20  # 5..60
max_attempts = 3  # 1..5
first_backoff = 0.2  # 0..2 s
per_host = 2  # 1..4
politeness = 0.1  # 0..1 s
time_limit = 30.0  # 5..60 s
only_start_host = False

LINK = re.compile(r'href="([^"]+)"')
TITLE = re.compile(r"<title>([^<]*)</title>")


@dataclasses.dataclass(frozen=True)
class Job:
    url: str
    depth: int = 0
    found_on: str | None = None


@dataclasses.dataclass
class Page:
    url: str
    status: int
    title: str
    links: list[str]
    seconds: float


class TooManyAttempts(Exception):
    def __init__(self, url, reason):
        super().__init__(f"{url}: gave up after {max_attempts} attempts ({reason})")
        self.url = url
        self.reason = reason


class Statistics:
    def __init__(self):
        self.began = time.monotonic()
        self.statuses = Counter()
        self.hosts = Counter()
        self.retries = 0
        self.duplicates = 0
        self.failed = []

    def add(self, page):
        self.statuses[page.status] += 1
        self.hosts[urlsplit(page.url).hostname] += 1

    def lines(self):
        took = time.monotonic() - self.began
        total = sum(self.statuses.values())
        yield f"{total} pages in {took:.1f} s"
        for status, count in sorted(self.statuses.items()):
            yield f"  status {status}: {count}"
        for host, count in self.hosts.most_common(3):
            yield f"  {host}: {count}"
        yield f"  retries: {self.retries}, seen before: {self.duplicates}"
        for error in self.failed:
            yield f"  failed: {error}"


class HostLimits:
    """At most `per_host` requests at a time to each host, and a pause between them."""

    def __init__(self):
        self._semaphores = {}

    def _semaphore(self, url):
        host = urlsplit(url).hostname
        if host not in self._semaphores:
            self._semaphores[host] = asyncio.Semaphore(per_host)
        return self._semaphores[host]

    async def run(self, url, work):
        async with self._semaphore(url):
            result = await work()
            await asyncio.sleep(politeness)
            return result


class Frontier:
    """What is to be fetched: a queue that takes each address once."""

    def __init__(self, statistics):
        self._queue = asyncio.Queue()
        self._seen = set()
        self._statistics = statistics
        self._home = urlsplit(START).hostname

    def add(self, job):
        url, _fragment = urldefrag(job.url)
        if url in self._seen:
            self._statistics.duplicates += 1
            return False
        if len(self._seen) >= max_pages:
            return False
        if only_start_host and urlsplit(url).hostname != self._home:
            return False
        self._seen.add(url)
        self._queue.put_nowait(dataclasses.replace(job, url=url))
        return True

    async def get(self):
        return await self._queue.get()

    def done(self):
        self._queue.task_done()

    async def join(self):
        await self._queue.join()

    def __len__(self):
        return self._queue.qsize()


class Crawler:
    def __init__(self, client):
        self.client = client
        self.statistics = Statistics()
        self.frontier = Frontier(self.statistics)
        self.limits = HostLimits()
        self.pages = {}

    async def fetch(self, url):
        """One page, or an exception after the last attempt."""
        reason = "never tried"
        for attempt in range(1, max_attempts + 1):
            began = time.monotonic()
            try:
                response = await self.client.get(url)
                if response.status_code < 500:
                    return self.parse(url, response, time.monotonic() - began)
                reason = f"status {response.status_code}"
            except httpx.TransportError as error:
                reason = type(error).__name__
            if attempt < max_attempts:
                self.statistics.retries += 1
                backoff = first_backoff * 2 ** (attempt - 1)
                await asyncio.sleep(backoff * random.uniform(0.5, 1.5))
        raise TooManyAttempts(url, reason)

    def parse(self, url, response, seconds):
        text = response.text
        title = TITLE.search(text)
        links = [urljoin(url, link) for link in LINK.findall(text)]
        return Page(url, response.status_code, title.group(1) if title else "?", links, seconds)

    async def handle(self, job):
        try:
            page = await self.limits.run(job.url, lambda: self.fetch(job.url))
        except TooManyAttempts as error:
            self.statistics.failed.append(error)
            print("failed", job.url)
            return
        self.pages[page.url] = page
        self.statistics.add(page)
        new = sum(self.frontier.add(Job(link, job.depth + 1, page.url)) for link in page.links)
        print(f"{page.status} {page.url} ({new} new, {len(self.frontier)} waiting)")

    async def worker(self):
        while True:
            job = await self.frontier.get()
            try:
                await self.handle(job)
            finally:
                self.frontier.done()

    async def run(self, *starts):
        for start in starts:
            self.frontier.add(Job(start))
        async with asyncio.TaskGroup() as group:
            team = [group.create_task(self.worker(), name=f"worker-{n}") for n in range(1, workers + 1)]
            try:
                async with asyncio.timeout(time_limit):
                    await self.frontier.join()
            except TimeoutError:
                print("the time is up")
            for task in team:
                task.cancel()


async def main():
    async with httpx.AsyncClient(timeout=5) as client:
        crawler = Crawler(client)
        await crawler.run(START, "https://lakes.example/flaky/2", "https://music.example/status/500")
    for line in crawler.statistics.lines():
        print(line)


if __name__ == "__main__":
    asyncio.run(main())
