// Programs whose lines don't depend on time: on real sockets and on simulated ones they print the same.

import { dedent } from '../oracle/check.mjs';

const before = dedent(`
  import asyncio, socket, struct
  async def serve(handle, **more):
      server = await asyncio.start_server(handle, "127.0.0.1", 0, **more)
      return server, server.sockets[0].getsockname()[1]
  def connect(port, **more):
      return asyncio.open_connection("127.0.0.1", port, **more)
`);

const program = (name, source, more = {}) => ({ name, source: `${before}${dedent(source)}asyncio.run(main())\n`, ...more });

export const programs = [
  program('an echo server', `
    async def echo(reader, writer):
        while line := await reader.readline():
            print("got", line)
            writer.write(line.upper())
            await writer.drain()
        print("end of input")
        writer.close()
        await writer.wait_closed()
    async def main():
        server, port = await serve(echo)
        async with server:
            reader, writer = await connect(port)
            for word in b"one", b"two":
                writer.write(word + b"\\n")
                print("answer", await reader.readline())
            writer.close()
            await writer.wait_closed()
            await asyncio.sleep(0.3)
        print(server.is_serving(), server.sockets)
  `),
  program('several clients at once', `
    async def double(reader, writer):
        writer.write(b"%d\\n" % (2 * int(await reader.readline())))
        writer.close()
    async def ask(port, n):
        reader, writer = await connect(port)
        writer.write(b"%d\\n" % n)
        answer = int(await reader.readline())
        writer.close()
        await writer.wait_closed()
        return answer
    async def main():
        server, port = await serve(double)
        async with server:
            print(await asyncio.gather(*(ask(port, n) for n in range(20))))
  `),
  program('what is written in one go is read in one go', `
    async def say(reader, writer):
        writer.writelines([b"a", b"b"])
        writer.write(b"c")
        print("server", await reader.read(100), reader.at_eof())
        writer.close()
    async def main():
        server, port = await serve(say)
        reader, writer = await connect(port)
        await asyncio.sleep(0.2)
        print("client", await reader.read(100), reader.at_eof())
        writer.write_eof()
        print("client", await reader.read(), reader.at_eof())
        writer.close()
        server.close()
  `),
  program('half a connection is closed, the other half goes on', `
    async def count(reader, writer):
        everything = await reader.read()
        writer.write(b"%d bytes" % len(everything))
        print("can write EOF", writer.can_write_eof())
        writer.write_eof()
        await writer.drain()
        writer.close()
    async def main():
        server, port = await serve(count)
        reader, writer = await connect(port)
        writer.write(bytes(1000))
        writer.write_eof()
        try:
            writer.write(b"more")
        except RuntimeError as error:
            print(error)
        print(await reader.read())
        writer.close()
        await writer.wait_closed()
        server.close()
  `),
  program('drain waits for a reader that is slow', `
    size = 1 << 25
    async def main():
        got = asyncio.get_running_loop().create_future()
        may_read = asyncio.Event()
        async def slow(reader, writer):
            await may_read.wait()
            total = 0
            while data := await reader.read(1 << 16):
                total += len(data)
            got.set_result(total)
            writer.close()
        server, port = await serve(slow)
        reader, writer = await connect(port)
        writer.write(bytes(size))
        print(writer.transport.get_write_buffer_size() > 0)
        drain = asyncio.create_task(writer.drain())
        await asyncio.sleep(0.3)
        print("drained", drain.done())
        may_read.set()
        await drain
        print(writer.transport.get_write_buffer_size() <= 16 * 1024)
        writer.close()
        print(await got == size)
        await writer.wait_closed()
        server.close()
  `),
  program('readexactly and readuntil say what is missing', `
    async def part(reader, writer):
        writer.write(b"abc")
        await writer.drain()
        writer.close()
    async def main():
        server, port = await serve(part)
        for what in ("readexactly", 5), ("readuntil", b"|"), ("readexactly", 3), ("readline",), ("read", 2):
            reader, writer = await connect(port)
            try:
                print(what, await getattr(reader, what[0])(*what[1:]))
            except asyncio.IncompleteReadError as error:
                print(what, error, error.partial, error.expected)
            writer.close()
            await writer.wait_closed()
        server.close()
  `),
  program('a line can be too long', `
    async def talk(reader, writer):
        writer.write(b"x" * 100 + b"\\n" + b"y" * 100)
        await asyncio.sleep(0.3)
        writer.close()
    async def main():
        server, port = await serve(talk)
        reader, writer = await connect(port, limit=20)
        await asyncio.sleep(0.2)
        try:
            await reader.readuntil(b"\\n")
        except asyncio.LimitOverrunError as error:
            print(error, error.consumed)
        try:
            await reader.readline()
        except ValueError as error:
            print(error)
        print(len(await reader.read()))
        writer.close()
        server.close()
  `),
  program('nobody listens', `
    async def main():
        server, port = await serve(lambda *_: None)
        server.close()
        await server.wait_closed()
        try:
            await connect(port)
        except ConnectionRefusedError as error:
            print(type(error).__name__, error.errno, str(error).replace(str(port), "PORT"))
  `),
  program('an address is in use', `
    async def main():
        server, port = await serve(lambda *_: None)
        try:
            await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
        except OSError as error:
            print(type(error).__name__, error.errno, str(error).replace(str(port), "PORT"))
        server.close()
        await server.wait_closed()
        again = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
        print(again.is_serving())
        again.close()
  `),
  program('a reset reaches the other side as an error', `
    async def reset(reader, writer):
        await reader.readline()
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.close()
    async def main():
        server, port = await serve(reset)
        reader, writer = await connect(port)
        writer.write(b"go\\n")
        try:
            print(await reader.read())
        except ConnectionResetError as error:
            print("read:", error)
        try:
            writer.write(b"more")
            await writer.drain()
        except ConnectionResetError as error:
            print("drain:", error)
        print(writer.is_closing())
        writer.close()
        try:
            await writer.wait_closed()
        except ConnectionResetError as error:
            print("wait_closed:", error)
        server.close()
  `),
  program('abort drops what was not read: then it is a reset, else an end', `
    async def main():
        for words in b"unread", b"":
            aborted = asyncio.Event()
            async def abort(reader, writer):
                await asyncio.sleep(0.2)
                writer.transport.abort()
                print(writer.is_closing())
                aborted.set()
            server, port = await serve(abort, limit=1)
            reader, writer = await connect(port)
            for _ in range(3):
                writer.write(words)
                await asyncio.sleep(0.05)
            await aborted.wait()
            try:
                print(await reader.read())
            except ConnectionResetError as error:
                print(error)
            writer.close()
            server.close()
  `),
  program('a server that closes leaves its clients alone', `
    async def main():
        async def echo(reader, writer):
            while data := await reader.read(100):
                writer.write(data)
            writer.close()
            print("client has gone")
        server, port = await serve(echo)
        reader, writer = await connect(port)
        writer.write(b"before")
        print(await reader.read(100))
        server.close()
        print(server.is_serving())
        writer.write(b"after")
        print(await reader.read(100))
        try:
            await connect(port)
        except ConnectionRefusedError:
            print("refused")
        writer.close()
        await server.wait_closed()
        await asyncio.sleep(0.3)
  `),
  program('both sides know each other by address', `
    async def main():
        peers = asyncio.Queue()
        async def meet(reader, writer):
            peers.put_nowait([writer.get_extra_info(name) for name in ("peername", "sockname")])
            await reader.read()
            writer.close()
        server, port = await serve(meet)
        reader, writer = await connect(port)
        peer, own = await peers.get()
        print(peer == writer.get_extra_info("sockname"), own == writer.get_extra_info("peername"), own == ("127.0.0.1", port))
        print(writer.get_extra_info("socket").family, writer.get_extra_info("nothing", "nothing"))
        writer.close()
        await writer.wait_closed()
        server.close()
  `),
  program('a protocol is told in order', `
    class Echo(asyncio.Protocol):
        def connection_made(self, transport):
            print("server: made")
            self.transport = transport
        def data_received(self, data):
            print("server: received", data)
            self.transport.write(data[::-1])
        def eof_received(self):
            print("server: end")
        def connection_lost(self, error):
            print("server: lost", error)
    class Client(asyncio.Protocol):
        def __init__(self, lost):
            self.lost = lost
        def connection_made(self, transport):
            print("client: made")
            transport.write(b"hello")
            self.transport = transport
        def data_received(self, data):
            print("client: received", data)
            self.transport.write_eof()
        def connection_lost(self, error):
            print("client: lost", error)
            self.lost.set_result(None)
    async def main():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Echo, "127.0.0.1", 0)
        lost = loop.create_future()
        # Which side is made first depends on the network.
        transport, protocol = await loop.create_connection(lambda: Client(lost), *server.sockets[0].getsockname())
        print(type(protocol).__name__)
        await lost
        server.close()
  `.replace('print("server: made")', 'pass').replace('print("client: made")', 'pass')),
  program('a protocol is told to pause and resume writing', `
    class Sink(asyncio.Protocol):
        def connection_made(self, transport):
            self.transport = transport
            transport.pause_reading()
            asyncio.get_running_loop().call_later(0.3, transport.resume_reading)
            self.total = 0
        def data_received(self, data):
            self.total += len(data)
        def eof_received(self):
            print("received", self.total)
    class Source(asyncio.Protocol):
        def __init__(self, done):
            self.done = done
        def connection_made(self, transport):
            transport.set_write_buffer_limits(high=1000, low=100)
            print(transport.get_write_buffer_limits())
            transport.write(bytes(1 << 25))
        def pause_writing(self):
            print("pause")
        def resume_writing(self):
            print("resume")
            self.done.set_result(None)
    async def main():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Sink, "127.0.0.1", 0)
        done = loop.create_future()
        transport, _ = await loop.create_connection(lambda: Source(done), *server.sockets[0].getsockname())
        print("made")
        await done
        transport.close()
        await asyncio.sleep(0.3)
        server.close()
  `),
  program('a read can be cancelled and time out, and nothing is lost', `
    async def late(reader, writer):
        await asyncio.sleep(0.4)
        writer.write(b"late\\n")
        await reader.read()
        writer.close()
    async def main():
        server, port = await serve(late)
        reader, writer = await connect(port)
        try:
            await asyncio.wait_for(reader.readline(), 0.1)
        except TimeoutError:
            print("timeout")
        task = asyncio.create_task(reader.readline())
        await asyncio.sleep(0.1)
        try:
            await reader.readline()
        except RuntimeError as error:
            print(error)
        task.cancel()
        await asyncio.sleep(0)
        print(task.cancelled(), await reader.readline())
        writer.close()
        await writer.wait_closed()
        server.close()
  `),
  program('after close nothing more is written', `
    async def main():
        async def all(reader, writer):
            print(await reader.read())
            writer.close()
        server, port = await serve(all)
        reader, writer = await connect(port)
        writer.write(b"x" * 3)
        writer.close()
        print(writer.is_closing(), writer.transport.is_closing())
        writer.write(b"y")
        try:
            await writer.drain()
        except ConnectionResetError as error:
            print("drain:", error)
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.3)
        server.close()
  `),
  program('who writes to a peer that has gone is told in the end', `
    async def leave(reader, writer):
        writer.close()
    async def main():
        server, port = await serve(leave)
        reader, writer = await connect(port)
        print(await reader.read())
        try:
            while True:
                writer.write(b"anyone?")
                await writer.drain()
                await asyncio.sleep(0.15)
        except (ConnectionResetError, BrokenPipeError):
            print("gone")
        server.close()
  `),
  program('lines are an asynchronous iterator', `
    async def count(reader, writer):
        for n in range(3):
            writer.write(f"line {n}\\n".encode())
            await asyncio.sleep(0.01)
        writer.write(b"no newline")
        writer.close()
        await writer.wait_closed()
    async def main():
        server, port = await serve(count)
        reader, writer = await connect(port)
        async for line in reader:
            print(line)
        writer.close()
        server.close()
  `),
  program('a server serves until it is cancelled, and starts when it is told to', `
    async def main():
        async def hello(reader, writer):
            writer.write(b"hello")
            writer.close()
        server, port = await serve(hello, start_serving=False)
        print(server.is_serving())
        try:
            await connect(port)
        except ConnectionRefusedError:
            print("refused")
        serving = asyncio.create_task(server.serve_forever())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(server.is_serving())
        reader, writer = await connect(port)
        print(await reader.read())
        writer.close()
        await asyncio.sleep(0.2)
        serving.cancel()
        try:
            await serving
        except asyncio.CancelledError:
            print("cancelled", server.is_serving())
  `),
  program('a handler is a task, and so is the acceptance before it', `
    async def main():
        async def name(reader, writer):
            writer.write(asyncio.current_task().get_name().encode())
            writer.close()
        server, port = await serve(name)
        for _ in range(2):
            reader, writer = await connect(port)
            print(await reader.read())
            writer.close()
            await writer.wait_closed()
        print(asyncio.create_task(asyncio.sleep(0)).get_name())
        server.close()
  `, { alone: true }),
  program('localhost is this machine, and a name that nobody knows is an error', `
    async def main():
        async def hello(reader, writer):
            writer.write(b"hello")
            writer.close()
        server = await asyncio.start_server(hello, "localhost", 0)
        reader, writer = await asyncio.open_connection("localhost", server.sockets[0].getsockname()[1])
        print(await reader.read())
        writer.close()
        server.close()
        try:
            await asyncio.open_connection("nobody.invalid", 80)
        except socket.gaierror:
            print("not known")
  `),
  program('buffered protocols receive into their own buffer', `
    class Fixed(asyncio.BufferedProtocol):
        def __init__(self):
            self.buffer = bytearray(4)
        def get_buffer(self, hint):
            return self.buffer
        def buffer_updated(self, count):
            print(bytes(self.buffer[:count]))
        def eof_received(self):
            print("end")
    async def main():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Fixed, "127.0.0.1", 0)
        reader, writer = await connect(server.sockets[0].getsockname()[1])
        writer.write(b"abcdefghij")
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.3)
        server.close()
  `),
];
