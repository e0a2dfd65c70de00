import asyncio


class Connection:
    def __init__(self):
        self.to_server = asyncio.Queue()
        self.to_client = asyncio.Queue()


class ChatServer:
    def __init__(self):
        self._clients = {}

    async def serve(self, name, client):
        self._clients[name] = client
        self._tell_others(name, f"{name} is here")
        try:
            while True:
                self._tell_others(name, f"{name}: {await client.to_server.get()}")
        except asyncio.QueueShutDown:
            del self._clients[name]
            client.to_client.shutdown()
            self._tell_others(name, f"{name} has left")

    def _tell_others(self, speaker, line):
        for name, client in self._clients.items():
            if name != speaker:
                client.to_client.put_nowait(line)


async def read(name, server):
    try:
        while True:
            print(f"[{name}]", await server.to_client.get())
    except asyncio.QueueShutDown:
        pass


async def talk(server, before, lines):
    for line in lines:
        await asyncio.sleep(before)
        server.to_server.put_nowait(line)
    server.to_server.shutdown()


async def main():
    server = ChatServer()
    async with asyncio.TaskGroup() as group:
        def join(name, before, lines):
            client = Connection()
            group.create_task(server.serve(name, client), name=f"{name}'s-connection")
            group.create_task(read(name, client), name=name)
            group.create_task(talk(client, before, lines))

        join("ada", 1, ["hello, all", "anyone there?", "bye"])
        join("grace", 1.5, ["hello, ada", "bye"])


asyncio.run(main())
