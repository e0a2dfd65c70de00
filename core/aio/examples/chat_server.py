import asyncio


class ChatRoom:
    def __init__(self):
        self._clients = {}

    async def serve(self, reader, writer):
        name = (await reader.readline())[:-1]
        self._clients[name] = writer
        self._tell_others(name, name + b" is here\n")
        async for line in reader:
            self._tell_others(name, name + b": " + line)
        del self._clients[name]
        self._tell_others(name, name + b" has left\n")
        writer.close()

    def _tell_others(self, speaker, line):
        for name, client in self._clients.items():
            if name != speaker:
                client.write(line)


async def listen(name, reader):
    async for line in reader:
        print(f"[{name}]", line[:-1].decode())


async def join(name, before, lines):
    reader, writer = await asyncio.open_connection("localhost", 8000)
    listening = asyncio.create_task(listen(name, reader))
    writer.write(name.encode() + b"\n")
    for line in lines:
        await asyncio.sleep(before)
        writer.write(line.encode() + b"\n")
        await writer.drain()
    writer.write_eof()
    await listening


async def main():
    room = ChatRoom()
    server = await asyncio.start_server(room.serve, "localhost", 8000)
    await asyncio.gather(join("ada", 1, ["hello, all", "anyone there?", "bye"]),
                         join("grace", 1.5, ["hello, ada", "bye"]))
    server.close()
    await server.wait_closed()


asyncio.run(main())
