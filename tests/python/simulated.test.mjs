// Stand-ins for the libraries that tutorials fetch pages with, on simulated sites.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { dedent, gives } from '../oracle/check.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { interpreters } from './interpreters.mjs';

const run = async (source, options) => (await oracle()).run(dedent(source), options);

gives('httpx: pages are fetched at the same time', `
  import asyncio, httpx
  async def fetch(client, seconds):
      response = await client.get(f"/delay/{seconds}")
      print(response.status_code, response.json())
      return response.elapsed.total_seconds()
  async def main():
      async with httpx.AsyncClient(base_url="https://books.example") as client:
          print(sum(await asyncio.gather(*(fetch(client, n) for n in (3, 1, 2)))))
  asyncio.run(main())
`, `
  1 task=Task-3 200 {'delay': 1.0}
  2 task=Task-4 200 {'delay': 2.0}
  3 task=Task-2 200 {'delay': 3.0}
  3 task=Task-1 6.0
`, { switches: false });

gives('httpx: a blocking call blocks the loop, and a thread prevents that', `
  import asyncio, httpx
  async def main():
      asyncio.get_running_loop().call_later(0.5, print, "timer")
      print(httpx.get("https://films.example/delay/1").text)
      asyncio.get_running_loop().call_later(0.5, print, "timer")
      response = await asyncio.to_thread(httpx.get, "https://films.example/delay/1")
      with httpx.Client(timeout=None) as client:
          print(client.get("https://films.example/delay/10").is_success)
  asyncio.run(main())
`, `
  1   task=Task-1 {"delay": 1.0}
  1   task=- timer
  1.5 task=- timer
  12  task=Task-1 True
`, { switches: false });

// The last one takes 0.7 s: the checksum of its address is 6 modulo 10.
gives('httpx: errors are the library’s', `
  import asyncio, httpx
  async def main():
      async with httpx.AsyncClient() as client:
          for url, more in [("https://music.example/delay/9", {}), ("https://music.example/delay/9", {"timeout": 1}),
                            ("https://music.example/delay/0", {}), ("https://nowhere.test", {}), ("music.example", {})]:
              try:
                  print((await client.get(url, **more)).raise_for_status())
              except httpx.TimeoutException as error:
                  print("too late:", type(error).__name__)
              except httpx.HTTPError as error:
                  print(type(error).__name__, error)
      try:
          httpx.get("https://music.example/delay/x").raise_for_status()
      except httpx.HTTPStatusError as error:
          print(error, error.response.status_code)
  asyncio.run(main())
`, `
  5   task=Task-1 too late: ReadTimeout
  6   task=Task-1 too late: ReadTimeout
  6   task=Task-1 <Response [200 OK]>
  6   task=Task-1 ConnectError [Errno -2] Name or service not known
  6   task=Task-1 UnsupportedProtocol 'music.example' has no http:// or https:// before it
  6.7 task=Task-1 Client error '404 Not Found' for url 'https://music.example/delay/x' 404
`, { switches: false });

gives('aiohttp: a session and its requests are context managers', `
  import aiohttp, asyncio
  async def main():
      timeout = aiohttp.ClientTimeout(total=2)
      async with aiohttp.ClientSession("https://games.example", timeout=timeout) as session:
          async with session.get("/delay/1") as response:
              print(response.status, await response.json(), response.headers["content-type"])
          response = await session.post("/delay/1", json={"a": 1})
          print(response.ok, len(await response.read()))
          try:
              async with session.get("/delay/3"):
                  print("never")
          except asyncio.TimeoutError:
              print("too late")
          try:
              await session.get("https://nowhere.test")
          except aiohttp.ClientError as error:
              print(type(error).__name__)
      print(session.closed)
  asyncio.run(main())
`, `
  1 task=Task-1 200 {'delay': 1.0} application/json
  2 task=Task-1 True 14
  4 task=Task-1 too late
  4 task=Task-1 ClientConnectorError
  4 task=Task-1 True
`, { switches: false });

gives('requests: each call blocks the loop', `
  import asyncio, requests
  async def fetch(n):
      print(n, requests.get(f"https://lakes.example/delay/{n}").json())
  async def main():
      await asyncio.gather(fetch(1), fetch(2))
      try:
          with requests.Session() as session:
              session.get("https://lakes.example/delay/3", timeout=1)
      except requests.exceptions.Timeout as error:
          print(type(error).__name__, isinstance(error, requests.RequestException))
  asyncio.run(main())
`, `
  1 task=Task-2 1 {'delay': 1.0}
  3 task=Task-3 2 {'delay': 2.0}
  4 task=Task-1 ReadTimeout True
`, { switches: false });

test('a site echoes the request', async () => {
  const { records } = await run(`
    import httpx
    answer = httpx.post("http://www.birds.example/echo?a=1", params=None, json=[1], headers={"x": "y"}).json()
    print(answer)
    print(httpx.get("http://birds.example/echo", params={"q": "two words"}).json()["args"])
    print(httpx.post("http://birds.example/echo", data={"k": "v"}).json()["data"])
  `);
  assert.deepEqual(records.map((record) => record.replace(/^\S+ \S+ /, '')), [
    "{'method': 'POST', 'args': {'a': '1'}, 'headers': {'x': 'y'}, 'data': '[1]'}", "{'q': 'two words'}", 'k=v']);
});

test('a program that tries again after a 503 succeeds, the same way in every run', async () => {
  const program = `
    import asyncio, httpx
    async def fetch(client, url):
        for attempt in range(5):
            response = await client.get(url)
            if response.status_code != 503:
                return attempt, response.status_code
            await asyncio.sleep(2 ** attempt)
    async def main():
        async with httpx.AsyncClient() as client:
            print(await asyncio.gather(*(fetch(client, f"https://trees.example/flaky/{n}") for n in range(4))))
    asyncio.run(main())
  `;
  const first = await run(program);
  assert.match(first.records[0], / \[\(0, 200\), \(1, 200\), \(2, 200\), \(3, 200\)\]$/);
  assert.deepEqual((await run(program)).records, first.records);
});

test('a crawler finds every page of every site, and one dead link per site', async () => {
  const { records, ending } = await run(`
    import asyncio, re
    from urllib.parse import urljoin
    import aiohttp
    async def crawl(session, queue, seen, counts):
        while True:
            url = await queue.get()
            async with session.get(url) as response:
                counts[response.status] = counts.get(response.status, 0) + 1
                for link in re.findall('href="([^"]*)"', await response.text()):
                    found = urljoin(url, link)
                    if found not in seen:
                        seen.add(found)
                        queue.put_nowait(found)
            queue.task_done()
    async def main():
        queue, seen, counts = asyncio.Queue(), {"https://books.example/"}, {}
        queue.put_nowait("https://books.example/")
        async with aiohttp.ClientSession() as session:
            workers = [asyncio.create_task(crawl(session, queue, seen, counts)) for _ in range(5)]
            await queue.join()
            for worker in workers:
                worker.cancel()
        print(sorted(counts.items()), len({url.split("/")[2] for url in seen}))
    asyncio.run(main())
  `);
  assert.equal(ending, 'finished');
  const [, found, dead, sites] = /\[\(200, (\d+)\), \(404, (\d+)\)\] (\d+)$/.exec(records[0]).map(Number);
  assert.equal(dead, sites);
  assert.ok(sites >= 6 && found > 5 * sites, records[0]);
});

test('they say once on stderr, and in __doc__, that they simulate, and requests says why it blocks the loop', async () => {
  const { stderr, records } = await run(`
    import aiohttp, httpx, requests
    for _ in range(2):
        httpx.get("https://books.example/")
        requests.get("https://books.example/")
    print("imulated" in httpx.__doc__, "imulated" in aiohttp.__doc__, "holds the loop" in requests.__doc__)
  `);
  assert.equal(stderr, "httpx isn't installed: a stand-in fetches from simulated sites, such as birds.example.\n"
    + "requests isn't installed: a stand-in fetches from simulated sites, such as birds.example. It blocks: while it "
    + "waits no task can run, unless it's called by asyncio.to_thread; httpx.AsyncClient and aiohttp don't.\n");
  assert.match(records[0], / True True True$/);
});

test('a host that isn’t simulated is unknown, and the error names those that are', async () => {
  const { records, stderr } = await run('import requests\nrequests.get("https://example.com")');
  assert.match(records.at(-1), /requests\.exceptions\.ConnectionError: \[Errno -2\] Name or service not known$/);
  assert.match(stderr, /example\.com isn't simulated: the sites are birds\.example, /);
});

test('an installed library is left alone', () => {
  const { stdout, stderr } = spawnSync(interpreters()[0].path, ['-c', dedent(`
    import os, sys, tempfile
    sys.path.insert(0, "python")
    sys.dont_write_bytecode = True
    from interleave import run as runs
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "httpx.py"), "w") as file:
            file.write("name = 'the real one'")
        sys.path.insert(0, folder)
        print(runs.run("import httpx\\nprint(httpx.name)").records())
        sys.path.remove(folder)
    print(runs.run("import httpx\\nprint(httpx.get.__name__)").records())
  `)], { encoding: 'utf8', cwd: new URL('../../', import.meta.url) });
  assert.equal(stdout, "['t=0.000000 task=- the real one']\n['t=0.000000 task=- get']\n", stderr);
});

const slow = `
  import asyncio, httpx
  async def main():
      async with httpx.AsyncClient(base_url="https://books.example", timeout=None) as client:
          print((await client.get("/delay/1")).elapsed.total_seconds())
  asyncio.run(main())
`;
gives('a network with a longer latency takes longer, there and back', slow, '2.9 task=Task-1 2.9', { switches: false, latency: 1 });
gives('a network with a small bandwidth takes longer, by the length of the answer', slow, '3 task=Task-1 3.0', { switches: false, bandwidth: 7, latency: 0 });
