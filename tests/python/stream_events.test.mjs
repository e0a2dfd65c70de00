// What a trace says of streams: each list of events was derived by hand from the rules in python/interleave/sockets.py
// before it was run.

import assert from 'node:assert/strict';
import test from 'node:test';
import { dedent } from '../oracle/check.mjs';
import { oracle } from '../oracle/oracle.mjs';
import { python } from './python.mjs';

const words = {
  resource_made: ({ resource, what }) => `${resource} is a ${what}`,
  resource_closed: ({ resource }) => `${resource} ends`,
  wait_began: ({ task, resource, role }) => `${task} waits at ${resource}: ${role}`,
  wait_ended: ({ task, resource, role }) => `${task} goes on at ${resource}: ${role}`,
  bytes_written: ({ by, resource, size, text }) => `${by} writes ${size} into ${resource}: ${text}`,
  bytes_sent: ({ resource, size, arrives }) => `${size} of ${resource} are sent until ${Number(arrives.toFixed(6))}`,
  bytes_received: ({ resource, size }) => `${size} of ${resource} are received`,
  bytes_read: ({ by, resource, size }) => `${by} reads ${size} of ${resource}`,
};

function tells(name, source, expected, options = {}) {
  test(name, async () => {
    const { trace } = await python();
    const { events } = trace(dedent(source), options);
    const told = events.filter(({ kind }) => words[kind])
      .map((event) => `${Number(event.t.toFixed(6))} ${words[event.kind](event)}`);
    assert.deepEqual(told, expected.trim().split('\n').map((line) => line.trim()));
  });
}

// The server's task is 4: Task-2 looked its address up, Task-3 accepts the client.
tells('bytes are written, sent, received and read, and their waiters are reported', `
  import asyncio
  async def handle(reader, writer):
      line = await reader.readline()
      writer.write(b"<" + line)
      writer.write_eof()
      await asyncio.sleep(1)
  async def main():
      server = await asyncio.start_server(handle, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      writer.write(b"hello")
      await asyncio.sleep(0.01)
      writer.write(b"!\\n")
      await reader.read(1)
      await reader.read()
  asyncio.run(main())
`, `
  0.05 1 is a stream
  0.05 2 is a stream
  0.05 4 waits at 2: reader
  0.1 1 writes 5 into 2: b'hello'
  0.1 5 of 2 are sent until 0.15
  0.11 1 writes 2 into 2: b'!\\n'
  0.11 2 of 2 are sent until 0.16
  0.11 1 waits at 1: reader
  0.15 5 of 2 are received
  0.15 4 goes on at 2: reader
  0.15 4 waits at 2: reader
  0.16 2 of 2 are received
  0.16 4 goes on at 2: reader
  0.16 4 reads 7 of 2
  0.16 4 writes 8 into 1: b'<hello!\\n'
  0.16 8 of 1 are sent until 0.21
  0.16 1 ends
  0.21 8 of 1 are received
  0.21 1 goes on at 1: reader
  0.21 1 reads 1 of 1
  0.21 1 reads 7 of 1
  0.21 1 waits at 1: reader
  0.21 1 goes on at 1: reader
  0.21 2 ends
`);

// A second takes 1,000 bytes, 16 KB may wait for the link: of 30,000 bytes 16,384 are taken at once, and when half of that
// has gone, at 8.192 s, 8,192 more, and the last 5,424 at 16.384 s: then the buffer is down to its lower limit. The end
// of the run cancels the server's task, and so ends the other stream.
tells('a writer waits until its buffer is down to the lower limit', `
  import asyncio
  async def handle(reader, writer):
      await asyncio.sleep(100)
  async def main():
      server = await asyncio.start_server(handle, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      writer.transport.set_write_buffer_limits(1000, 0)
      writer.write(bytes(30000))
      await writer.drain()
      writer.transport.abort()
  asyncio.run(main())
`, `
  0 1 is a stream
  0 2 is a stream
  0 1 writes 30000 into 2: b'${'\\x00'.repeat(32)}'…
  0 16384 of 2 are sent until 16.384
  0 1 waits at 2: writer
  8.192 8192 of 2 are sent until 24.576
  16.384 16384 of 2 are received
  16.384 5424 of 2 are sent until 30
  16.384 1 goes on at 2: writer
  16.384 2 ends
  16.384 1 ends
`, { latency: 0, bandwidth: 1000, until: 50 });

tells('bytes that a protocol of the program’s own receives count as read at once', `
  import asyncio
  class Echo(asyncio.Protocol):
      def connection_made(self, transport):
          self.transport = transport
      def data_received(self, data):
          self.transport.write(data)
  async def main():
      loop = asyncio.get_running_loop()
      server = await loop.create_server(Echo, "127.0.0.1", 8000)
      reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
      writer.writelines([b"a", b"b"])
      await reader.readexactly(2)
      writer.transport.abort()
  asyncio.run(main())
`, `
  0.05 1 is a stream
  0.05 2 is a stream
  0.1 1 writes 2 into 2: b'ab'
  0.1 2 of 2 are sent until 0.15
  0.1 1 waits at 1: reader
  0.15 2 of 2 are received
  0.15 0 reads 2 of 2
  0.15 0 writes 2 into 1: b'ab'
  0.15 2 of 1 are sent until 0.2
  0.2 2 of 1 are received
  0.2 1 goes on at 1: reader
  0.2 1 reads 2 of 1
  0.2 2 ends
`);

test('writelines accepts and refuses the same as in plain CPython, watched or not', async () => {
  const { run } = await oracle();
  const source = dedent(`
    import array, asyncio
    async def sink(reader, writer):
        print(len(await reader.read()))
    async def attempt(what, lines):
        reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
        try:
            writer.writelines(lines)
        except Exception as error:
            print(what, repr(error))
        print(what, writer.transport.get_write_buffer_size(), repr(reader._buffer))
        writer.close()
    async def main():
        server = await asyncio.start_server(sink, "127.0.0.1", 8000)
        def numbers():
            for n in range(3):
                print("makes", n)
                yield b"%d" % n
        await attempt("lazy", numbers())
        await attempt("none", [])
        await attempt("lazy none", iter(()))
        await attempt("wrong", [b"a", "b"])
        await attempt("array", [array.array("I", [1, 2])])
        reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
        writer.write_eof()
        try:
            writer.writelines(numbers())
        except RuntimeError as error:
            print(error)
        writer.close()
        await asyncio.sleep(1)
    asyncio.run(main())
  `);
  const options = { switches: true, until: 10 };
  const { records } = run(source, options);
  assert.ok(records.some((record) => record.includes('makes 2')));
  assert.deepEqual(records, run(source, { ...options, implementation: 'c' }).records);
});
