// Streams: `[name, main and what it needs]`. network_programs.mjs makes programs of them.

export const streams = [
  ['several clients at once', `
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
  `],
  ['what is written at once is read at once', `
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
  `],
  ['half a connection is closed, the other half continues', `
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
  `],
  ['drain waits for a slow reader', `
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
  `],
  ['readexactly and readuntil say what is missing', `
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
  `],
  ['a line can be too long', `
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
  `],
  ['a reset reaches the other side as an error', `
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
  `],
  ['abort with unread bytes is a reset, else an end', `
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
  `],
  ['a read can be cancelled and time out, and loses nothing', `
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
  `],
  ['after close nothing more is written', `
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
  `],
  ['a writer whose peer has gone gets an error in the end', `
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
  `],
  ['lines are an asynchronous iterator', `
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
  `],
];
