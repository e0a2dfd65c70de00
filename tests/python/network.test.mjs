// Streams on the virtual clock: the same lines as on real sockets, and each byte at its moment.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { agreesWithThisMachine, dedent, gives, native } from '../oracle/check.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { interpreters } from './interpreters.mjs';
import { programs } from './network_programs.mjs';

const script = fileURLToPath(new URL('on_sockets.py', import.meta.url));
const until = 1000;
const pythons = interpreters();

const printed = (records) => records.map((record) => `${record.replace(/^t=\S+ task=\S+ /, '')}\n`).join('');

for (const { version, path } of pythons) {
  test(`${programs.length} programs print in CPython ${version} what they print on real sockets`, () => {
    const input = JSON.stringify(programs);
    const { status, stdout, stderr } = spawnSync(path, [script], { input, encoding: 'utf8', timeout: 120_000 });
    assert.equal(status, 0, stderr);
    const real = JSON.parse(stdout);
    const simulated = native(path, programs.map(({ source }) => ({ source, until })));
    programs.forEach(({ name }, index) => assert.equal(printed(simulated[index].records), real[index], name));
  });
}

let inOlder;  // the answers of all programs: one start of that Python

programs.forEach(({ name, source }, index) => {
  test(`in CPython 3.14, watched or not: ${name}`, async () => {
    const { run } = await oracle();
    const { records, stderr, ending } = run(source, { until, switches: true });
    assert.deepEqual([stderr, ending], ['', 'finished']);
    for (const implementation of ['c', 'python']) {
      assert.deepEqual(records, run(source, { until, switches: true, implementation }).records, implementation);
    }
    const { version, path } = pythons.at(-1);
    inOlder ??= native(path, programs.map((each) => ({ source: each.source, until })));
    assert.equal(printed(run(source, { until }).records), printed(inOlder[index].records), `and in ${version}`);
  });
});

// By hand, from the rules in conformance.md.

// CPython looks up a server's address in a task, Task-2, and accepts each connection in another one, Task-3, which goes
// on when the protocol has been told, and has made the handler's task.
gives('connecting takes two latencies, one of which the server sees; then everything takes one', `
  import asyncio
  async def handle(reader, writer):
      print("accepted")
      print("server got", await reader.readline())
      writer.write(b"answer\\n")
      print("server got", await reader.read())
      writer.close()
  async def main():
      await asyncio.start_server(handle, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      print("connected")
      writer.write(b"question\\n")
      print("client got", await reader.readline())
      writer.write_eof()
      print("client got", await reader.read())
  asyncio.run(main())
`, `
  0    create Task-1
  0    step Task-1
  0    create Task-2
  0    step Task-2
  0    done Task-2
  0    step Task-1
  0    step Task-1
  0.05 create Task-3
  0.05 step Task-3
  0.05 create Task-4
  0.05 step Task-4
  0.05 task=Task-4 accepted
  0.05 step Task-3
  0.05 done Task-3
  0.1  step Task-1
  0.1  step Task-1
  0.1  task=Task-1 connected
  0.15 step Task-4
  0.15 task=Task-4 server got b'question\\n'
  0.2  step Task-1
  0.2  task=Task-1 client got b'answer\\n'
  0.25 step Task-4
  0.25 task=Task-4 server got b''
  0.25 done Task-4
  0.3  step Task-1
  0.3  task=Task-1 client got b''
  0.3  done Task-1
`);

gives('a refusal takes two latencies as well', `
  import asyncio
  async def main():
      try:
          await asyncio.open_connection("127.0.0.1", 8000)
      except ConnectionRefusedError as error:
          print(error)
  asyncio.run(main())
`, `
  1 task=Task-1 [Errno 111] Connect call failed ('127.0.0.1', 8000)
`, { switches: false, latency: 0.5 });

// Each kilobyte takes a second, and half a second to arrive.
gives('bytes wait for earlier ones, and take the time that the bandwidth requires', `
  import asyncio
  async def handle(reader, writer):
      while data := await reader.read(10000):
          print(len(data))
      print("end")
      writer.close()
  async def main():
      await asyncio.start_server(handle, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      writer.write(bytes(1000))
      writer.write(bytes(2000))
      await asyncio.sleep(1)
      writer.write(bytes(500))
      writer.write_eof()
      await asyncio.sleep(4)
      print(await reader.read())
  asyncio.run(main())
`, `
  2.5 task=Task-4 1000
  4.5 task=Task-4 2000
  5   task=Task-4 500
  5   task=Task-4 end
  6   task=Task-1 b''
`, { switches: false, latency: 0.5, bandwidth: 1000 });

// A busy link takes 16 KiB in advance, which is 16 s here. The rest is in the transport's buffer: drain lets 64 KiB of
// that be; once there was more, 16 KiB.
gives('drain waits for a slow link', `
  import asyncio
  async def handle(reader, writer):
      await reader.read()
  async def main():
      await asyncio.start_server(handle, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      writer.write(bytes(80 * 1024))
      await writer.drain()
      print("first", writer.transport.get_write_buffer_size())
      writer.write(bytes(1024))
      print("then", writer.transport.get_write_buffer_size())
      await writer.drain()
      print("second", writer.transport.get_write_buffer_size())
  asyncio.run(main())
`, `
  0  task=Task-1 first 65536
  0  task=Task-1 then 66560
  56 task=Task-1 second 9216
`, { switches: false, latency: 0, bandwidth: 1024 });

gives('a link keeps working while the loop is blocked; arrivals are handled afterwards', `
  import asyncio, time
  async def handle(reader, writer):
      await asyncio.sleep(0.5)
      writer.write(b"one")
      await asyncio.sleep(0.5)
      writer.write(b"two")
      writer.close()
  async def main():
      await asyncio.start_server(handle, "127.0.0.1", 8000)
      asyncio.get_running_loop().call_later(1.25, time.sleep, 2)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      print("connected")
      while data := await reader.read(100):
          print(data)
  asyncio.run(main())
`, `
  1    task=Task-1 connected
  3.25 task=Task-1 b'one'
  3.75 task=Task-1 b'two'
`, { switches: false, latency: 0.5 });

gives('simultaneous arrivals are handled in the order of sending, before ends of threads, and these before timers', `
  import asyncio, time
  class Told(asyncio.Protocol):
      def __init__(self, name):
          self.name = name
      def connection_made(self, transport):
          self.transport = transport
      def data_received(self, data):
          print(self.name, data)
  def job():
      time.sleep(1)
      print("job")
  async def main():
      loop = asyncio.get_running_loop()
      servers = []
      def made():
          servers.append(Told(f"server {len(servers)}"))
          return servers[-1]
      await loop.create_server(made, "127.0.0.1", 8000)
      clients = [await loop.create_connection(lambda n=n: Told(f"client {n}"), "127.0.0.1", 8000)
                 for n in range(3)]
      loop.call_later(1, print, "timer")
      end = loop.run_in_executor(None, job)
      end.add_done_callback(lambda _: print("end of job"))
      servers[1].transport.write(b"first")
      clients[2][0].write(b"second")
      servers[0].transport.write(b"third")
      await asyncio.sleep(2)
  asyncio.run(main())
`, `
  7 task=- job
  7 task=- client 1 b'first'
  7 task=- server 2 b'second'
  7 task=- client 0 b'third'
  7 task=- timer
  7 task=- end of job
`, { switches: false, latency: 1 });

// 256 KiB can be on their way or unread; the stream's own buffer takes as much at once, and then pauses. The
// transport's buffer has 64 KiB before drain waits.
gives('a reader that pauses holds up the sender', `
  import asyncio
  KB = 1024
  async def handle(reader, writer):
      await asyncio.sleep(10)
      while data := await reader.read(64 * KB):
          await asyncio.sleep(0)
      print("all")
  async def main():
      await asyncio.start_server(handle, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      for n in range(10):
          writer.write(bytes(64 * KB))
          await writer.drain()
          print("sent", n)
      writer.write_eof()
      await asyncio.sleep(20)
  asyncio.run(main())
`, `
  0.1   task=Task-1 sent 0
  0.1   task=Task-1 sent 1
  0.1   task=Task-1 sent 2
  0.1   task=Task-1 sent 3
  0.1   task=Task-1 sent 4
  0.2   task=Task-1 sent 5
  0.2   task=Task-1 sent 6
  0.2   task=Task-1 sent 7
  0.2   task=Task-1 sent 8
  10.1  task=Task-1 sent 9
  10.15 task=Task-4 all
`, { switches: false });

gives('a server without clients isn’t a deadlock if the run has an end', `
  import asyncio
  async def main():
      server = await asyncio.start_server(print, "127.0.0.1", 8000)
      print("serving")
      await server.serve_forever()
  asyncio.run(main())
`, `
  0 task=Task-1 serving
`, { switches: false, until: 10 });

gives('a second loop has its own network', `
  import asyncio
  async def main():
      server = await asyncio.start_server(print, "127.0.0.1", 8000)
      print(server.sockets[0].getsockname())
  asyncio.run(main())
  asyncio.run(main())
`, `
  0 task=Task-1 ('127.0.0.1', 8000)
  0 task=Task-5 ('127.0.0.1', 8000)
`, { switches: false });

agreesWithThisMachine();
