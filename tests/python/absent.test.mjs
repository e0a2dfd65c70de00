// What a program finds if the platform has no processes, and only simulated threads and streams: one sentence each.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { dedent, native } from '../oracle/check.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { interpreters } from './interpreters.mjs';

const subprocess = "There are no other processes here: let a coroutine that sleeps take the subprocess's place.";
const processes = 'There are no other processes here: asyncio.to_thread and ThreadPoolExecutor run functions beside '
  + 'the loop, in simulated threads.';
const streams = 'asyncio.open_connection and asyncio.start_server have simulated';
const sockets = `There are no sockets of the system's here: ${streams} ones, and httpx, aiohttp and requests simulated `
  + 'sites.';
const unix = `There are no Unix sockets here: ${streams} sockets, at 127.0.0.1.`;
const datagrams = `There are no datagrams here: ${streams} streams.`;
const tls = "There's no TLS here: leave ssl out, for nobody listens on a simulated network.";
const files = `There are no files to wait for here, and no sockets or pipes of the system's: ${streams} streams.`;
const pipes = 'There are no pipes here: input() asks for a line, and print() writes one.';

const loop = (method) => `
  import asyncio
  async def main():
      await asyncio.get_running_loop().${method}
  asyncio.run(main())
`;

const refused = [
  ['asyncio.create_subprocess_exec', loop('subprocess_exec(asyncio.SubprocessProtocol, "ls")'), subprocess],
  ['a subprocess of asyncio', `
    import asyncio
    async def main():
        await asyncio.create_subprocess_exec("ls", "-l", stdout=asyncio.subprocess.PIPE)
    asyncio.run(main())
  `, subprocess],
  ['a shell', 'import asyncio\nasyncio.run(asyncio.create_subprocess_shell("ls"))', subprocess],
  ['subprocess.run', 'import subprocess\nsubprocess.run(["ls"])', subprocess],
  ['os.system', 'import os\nos.system("ls")', subprocess],
  ['os.popen', 'import os\nos.popen("ls")', subprocess],
  ['os.fork', 'import os\nos.fork()', subprocess],
  ['os.execv', 'import os\nos.execv("ls", ["ls"])', subprocess],
  ['multiprocessing.Process', `
    import multiprocessing
    multiprocessing.Process(target=print).start()
  `, processes],
  ['multiprocessing.Pool', 'import multiprocessing\nmultiprocessing.Pool(2)', processes],
  ['ProcessPoolExecutor', `
    from concurrent.futures import ProcessPoolExecutor
    with ProcessPoolExecutor() as pool:
        pool.submit(print)
  `, processes],
  ['InterpreterPoolExecutor', `
    import concurrent.futures
    if not hasattr(concurrent.futures, "InterpreterPoolExecutor"):
        raise RuntimeError("${processes}")  # before 3.14
    concurrent.futures.InterpreterPoolExecutor()
  `, processes],
  ['socket.socket', 'import socket\nsocket.socket(socket.AF_INET, socket.SOCK_STREAM)', sockets],
  ['socket.create_connection', 'import socket\nsocket.create_connection(("example.com", 80))', sockets],
  ['urllib', 'import urllib.request\nurllib.request.urlopen("http://example.com")', sockets],
  ['asyncio.start_unix_server', 'import asyncio\nasyncio.run(asyncio.start_unix_server(print, "/tmp/a"))', unix],
  ['create_unix_connection', loop('create_unix_connection(asyncio.Protocol, "/tmp/a")'), unix],
  ['create_datagram_endpoint', loop('create_datagram_endpoint(asyncio.DatagramProtocol, ("127.0.0.1", 9))'), datagrams],
  ['a reader of a file', `
    import asyncio, os
    async def main():
        asyncio.get_running_loop().add_reader(os.pipe()[0], print)
        await asyncio.Event().wait()
    asyncio.run(main())
  `, files],
  ['a writer of a file', `
    import asyncio, os
    async def main():
        asyncio.get_running_loop().add_writer(os.pipe()[1], print)
        await asyncio.Event().wait()
    asyncio.run(main())
  `, files],
  ['TLS', 'import asyncio\nasyncio.run(asyncio.open_connection("example.com", 443, ssl=True))', tls],
  ['a server with TLS', `
    import asyncio
    class Context: pass
    asyncio.run(asyncio.start_server(print, "127.0.0.1", 8000, ssl=Context()))
  `, tls],
  ['pipes', loop('connect_read_pipe(asyncio.Protocol, None)'), pipes],
];

for (const [name, program, sentence] of refused) {
  test(`${name} is refused in one sentence`, async () => {
    const { run } = await oracle();
    assert.equal(run(dedent(program)).records.at(-1).replace(/^.*? task=- /, ''), `RuntimeError: ${sentence}`);
  });
}

for (const { version, path } of interpreters()) {
  test(`in CPython ${version} all of this is refused as well`, () => {
    const answers = native(path, refused.map(([, program]) => ({ source: dedent(program) })));
    refused.forEach(([name, , sentence], index) => {
      assert.equal(answers[index].records.at(-1).replace(/^.*? task=- /, ''), `RuntimeError: ${sentence}`, name);
    });
  });
}

test('a host outside the program is unknown, and the error says why', async () => {
  const { run } = await oracle();
  const { records, stderr } = run('import asyncio\nasyncio.run(asyncio.open_connection("example.com", 80))');
  assert.deepEqual(records, ['t=0.000000 task=- socket.gaierror: [Errno -2] Name or service not known']);
  assert.match(stderr, /There's no network here: a program can connect to a server that it starts itself, at 127/);
});

test('a signal handler is accepted, and called for signals that the program sends itself', async () => {
  const { run } = await oracle();
  const { records } = run(dedent(`
    import asyncio, os, signal
    async def main():
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, print, "interrupted")
        loop.add_signal_handler(signal.SIGTERM, print, "ended")
        print("working")
        loop.call_later(1, os.kill, os.getpid(), signal.SIGTERM)
        await asyncio.sleep(2)
    asyncio.run(main())
  `));
  assert.deepEqual(records, ['t=0.000000 task=Task-1 working', 't=1.000000 task=- ended']);
});

for (const { version, path } of interpreters()) {
  test(`after a run CPython ${version} has its threads, processes, sockets and input again`, () => {
    const { stdout, stderr } = spawnSync(path, ['-c', dedent(`
      import sys
      sys.path.insert(0, "python")
      sys.dont_write_bytecode = True
      from interleave import run as runs
      import asyncio, queue, socket, subprocess, threading, time
      from concurrent.futures import ThreadPoolExecutor
      before = threading.Lock, threading.local, queue.SimpleQueue, socket.socket, sys.stdin, *sys.meta_path
      program = "import asyncio\\nasyncio.run(asyncio.to_thread(print, 1))\\nimport multiprocessing.process"
      print(runs.run(program).ending)
      print(before == (threading.Lock, threading.local, queue.SimpleQueue, socket.socket, sys.stdin, *sys.meta_path))
      print(subprocess.run([sys.executable, "-c", "print(2)"], capture_output=True).stdout)
      with ThreadPoolExecutor() as pool:
          print(pool.submit(threading.get_ident).result() != threading.get_ident())
      async def main():
          server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
          socket.create_connection(server.sockets[0].getsockname()).close()
          print(await asyncio.to_thread(input))
      asyncio.run(main())
      import multiprocessing.process
      print(multiprocessing.process.BaseProcess.start.__name__)
    `)], { encoding: 'utf8', input: 'typed\n', cwd: new URL('../../', import.meta.url), timeout: 20_000 });
    assert.equal(stdout, `finished\nTrue\n${"b'2\\n'"}\nTrue\ntyped\nstart\n`, stderr);
  });
}
