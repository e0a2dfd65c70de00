import asyncio
import time

clients = 3
look_up = 1.0
blocking = False
send_newline = True

weather = {"Oslo": "snow", "Lima": "fog", "Cairo": "sun",
           "Delhi": "haze", "Rome": "rain"}


async def handle(reader, writer):  #: handle
    line = await reader.readline()  #: server-read
    if blocking:
        time.sleep(look_up)  #: look-up-blocking
    else:
        await asyncio.sleep(look_up)  #: look-up
    city = line.decode().strip()
    writer.write(f"{city}: {weather[city]}\n".encode())
    await writer.drain()  #: server-drain
    writer.close()


async def ask(city):  #: ask
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)  #: connect
    print("connected for", city)
    end = "\n" if send_newline else ""
    writer.write(f"{city}{end}".encode())
    await writer.drain()  #: client-drain
    reply = await reader.readline()  #: client-read
    print(reply.decode().strip())
    writer.close()
    await writer.wait_closed()  #: close


async def main():  #: main
    server = await asyncio.start_server(handle, "127.0.0.1", 8000)  #: listen
    async with server:  #: server
        async with asyncio.TaskGroup() as group:  #: group
            for city in list(weather)[:clients]:
                group.create_task(ask(city), name=city)
    print("server closed")


asyncio.run(main())
