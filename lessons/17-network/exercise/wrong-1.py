import asyncio


async def handle(reader, writer):
    city = (await reader.readline()).decode().strip()
    await asyncio.sleep(1.0)
    writer.write(f"{city}: snow\n".encode())
    writer.close()


# --- order from here
async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 8000)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
        reply = await reader.readline()
        writer.write(b"Oslo\n")
        writer.close()
        print(reply.decode().strip())
    # --- to here


asyncio.run(main())
