// Servers, addresses and protocols: `[name, main and what it needs]`. network_programs.mjs makes programs of them.

export const servers = [
  ['an echo server', `
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
  `],
  ['no server is listening', `
    async def main():
        server, port = await serve(lambda *_: None)
        server.close()
        await server.wait_closed()
        try:
            await connect(port)
        except ConnectionRefusedError as error:
            print(type(error).__name__, error.errno, str(error).replace(str(port), "PORT"))
  `],
  ['an address is in use', `
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
  `],
  ['closing a server leaves its clients alone', `
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
  `],
  ['both sides know each other by address', `
    async def main():
        peers = asyncio.Queue()
        async def meet(reader, writer):
            peers.put_nowait([writer.get_extra_info(name) for name in ("peername", "sockname")])
            await reader.read()
            writer.close()
        server, port = await serve(meet)
        reader, writer = await connect(port)
        peer, own = await peers.get()
        print(peer == writer.get_extra_info("sockname"), own == writer.get_extra_info("peername"))
        print(own == ("127.0.0.1", port))
        print(writer.get_extra_info("socket").family, writer.get_extra_info("nothing", "nothing"))
        writer.close()
        await writer.wait_closed()
        server.close()
  `],
  ['a protocol’s methods are called in order', `
    class Echo(asyncio.Protocol):
        def connection_made(self, transport):
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
        transport, protocol = await loop.create_connection(lambda: Client(lost), *server.sockets[0].getsockname())
        print(type(protocol).__name__)
        await lost
        server.close()
  `],
  ['a protocol is asked to pause and resume writing', `
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
  `],
  ['a server serves until it is cancelled, and starts when it is asked to', `
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
  `],
  ['a handler is a task, and so is the acceptance before it', `
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
  `, { alone: true }],
  ['localhost is this machine, and an unknown name is an error', `
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
  `],
  ['buffered protocols receive into their own buffer', `
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
  `],
];
