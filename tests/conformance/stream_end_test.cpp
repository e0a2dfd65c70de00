// How a connection ends.

#include "../core/trace_of.hpp"
#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/stream.hpp"
#include "aio/wait_for.hpp"

using aio::bytes_repr;
using aio::coro;
using aio::open_connection;
using aio::print;
using aio::start_server;
using aio::stream_reader;
using aio::stream_writer;
using tests::check_same;

namespace {

constexpr const char* here = "127.0.0.1";

}  // namespace

TEST_CASE("a reset reaches the other side as an error, everywhere")
{
    const auto reset = [](stream_reader reader, stream_writer writer) -> coro<> {
        co_await reader.readline();
        writer.reset_when_closed();
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(reset, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write("go\n");
        std::string said;
        try {
            co_await reader.read();
        } catch (const aio::connection_reset_error& e) {
            said = e.what();
        }
        print("read:", said);
        try {
            writer.write("more");
            co_await writer.drain();
        } catch (const aio::connection_reset_error& e) {
            said = e.what();
        }
        print("drain:", said);
        print(writer.is_closing(), aio::repr(reader.exception()));
        writer.close();
        try {
            co_await writer.wait_closed();
        } catch (const aio::connection_reset_error& e) {
            said = e.what();
        }
        print("wait_closed:", said);
        try {
            co_await reader.readexactly(1);
        } catch (const aio::connection_reset_error& e) {
            said = e.what();
        }
        print("readexactly:", said);
        co_await reader.readline();
    };
    check_same(main, {R"py(
        import socket, struct
        async def reset(reader, writer):
            await reader.readline()
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.close()
        async def main():
            server = await asyncio.start_server(reset, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"go\n")
            try:
                await reader.read()
            except ConnectionResetError as e:
                print("read:", e)
            try:
                writer.write(b"more")
                await writer.drain()
            except ConnectionResetError as e:
                print("drain:", e)
            print(writer.is_closing(), repr(reader.exception()))
            writer.close()
            try:
                await writer.wait_closed()
            except ConnectionResetError as e:
                print("wait_closed:", e)
            try:
                await reader.readexactly(1)
            except ConnectionResetError as e:
                print("readexactly:", e)
            await reader.readline()
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.05 create Task-3
        0.05 step Task-3
        0.05 create Task-4
        0.05 step Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.15 step Task-4
        0.15 done Task-4
        0.2 step Task-1
        0.2 task=Task-1 read: [Errno 104] Connection reset by peer
        0.2 task=Task-1 drain: [Errno 104] Connection reset by peer
        0.2 task=Task-1 True ConnectionResetError(104, 'Connection reset by peer')
        0.2 task=Task-1 wait_closed: [Errno 104] Connection reset by peer
        0.2 task=Task-1 readexactly: [Errno 104] Connection reset by peer
        0.2 failed Task-1 ConnectionResetError
        0.2 task=- ConnectionResetError: [Errno 104] Connection reset by peer
    )"});
}

TEST_CASE("abort drops unsent bytes, and resets the connection if something wasn't read")
{
    const auto main = []() -> coro<> {
        for (const std::string words : {"unread", ""}) {
            const auto abort = [](stream_reader, stream_writer writer) -> coro<> {
                co_await aio::sleep(0.2);
                writer.abort();
                print(writer.is_closing());
            };
            auto server = co_await start_server(abort, here, 8000, {.limit = 1});
            auto [reader, writer] = co_await open_connection(here, 8000);
            for (int n = 0; n != 3; ++n) {
                writer.write(words);
                co_await aio::sleep(0.05);
            }
            co_await aio::sleep(0.2);
            const auto read = [](stream_reader r) -> coro<std::string> {
                try {
                    co_return bytes_repr(co_await r.read());
                } catch (const aio::connection_reset_error& e) {
                    co_return e.what();
                }
            };
            print(co_await read(reader));
            writer.close();
            server.close();
        }
    };
    check_same(main, {R"py(
        async def main():
            for words in b"unread", b"":
                async def abort(reader, writer):
                    await asyncio.sleep(0.2)
                    writer.transport.abort()
                    print(writer.is_closing())
                server = await asyncio.start_server(abort, "127.0.0.1", 8000, limit=1)
                reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
                for _ in range(3):
                    writer.write(words)
                    await asyncio.sleep(0.05)
                await asyncio.sleep(0.2)
                try:
                    print(await reader.read())
                except ConnectionResetError as error:
                    print(error)
                writer.close()
                server.close()
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.05 create Task-3
        0.05 step Task-3
        0.05 create Task-4
        0.05 step Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.15 step Task-1
        0.2 step Task-1
        0.25 step Task-4
        0.25 task=Task-4 True
        0.25 done Task-4
        0.25 step Task-1
        0.45 step Task-1
        0.45 task=Task-1 [Errno 104] Connection reset by peer
        0.45 create Task-5
        0.45 step Task-5
        0.45 done Task-5
        0.45 step Task-1
        0.45 step Task-1
        0.5 create Task-6
        0.5 step Task-6
        0.5 create Task-7
        0.5 step Task-7
        0.5 step Task-6
        0.5 done Task-6
        0.55 step Task-1
        0.55 step Task-1
        0.6 step Task-1
        0.65 step Task-1
        0.7 step Task-7
        0.7 task=Task-7 True
        0.7 done Task-7
        0.7 step Task-1
        0.9 step Task-1
        0.9 task=Task-1 b''
        0.9 done Task-1
    )"});
}

TEST_CASE("after close nothing more is written, and drain says so")
{
    const auto all = [](stream_reader reader, stream_writer writer) -> coro<> {
        print(bytes_repr(co_await reader.read()));
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(all, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write("xxx");
        writer.close();
        print(writer.is_closing());
        writer.write("y");
        writer.write_eof();
        std::string said;
        try {
            co_await writer.drain();
        } catch (const aio::connection_reset_error& e) {
            said = e.what();
        }
        print("drain:", said);
        writer.close();
        co_await writer.wait_closed();
        co_await writer.wait_closed();
        print(bytes_repr(co_await reader.read()));
        co_await aio::sleep(0.3);
    };
    check_same(main, {R"py(
        async def all(reader, writer):
            print(await reader.read())
            writer.close()
        async def main():
            server = await asyncio.start_server(all, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"xxx")
            writer.close()
            print(writer.is_closing())
            writer.write(b"y")
            writer.write_eof()
            try:
                await writer.drain()
            except ConnectionResetError as e:
                print("drain:", e)
            writer.close()
            await writer.wait_closed()
            await writer.wait_closed()
            print(await reader.read())
            await asyncio.sleep(0.3)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.05 create Task-3
        0.05 step Task-3
        0.05 create Task-4
        0.05 step Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 True
        0.1 step Task-1
        0.1 task=Task-1 drain: Connection lost
        0.1 task=Task-1 b''
        0.15 step Task-4
        0.15 step Task-4
        0.15 task=Task-4 b'xxx'
        0.15 done Task-4
        0.4 step Task-1
        0.4 done Task-1
    )"});
}

TEST_CASE("a writer whose peer has gone gets an error in the end")
{
    const auto leave = [](stream_reader, stream_writer writer) { writer.close(); };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(leave, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        print(bytes_repr(co_await reader.read()));
        std::exception_ptr error;
        const auto talk = [](stream_writer to) -> coro<> {
            for (;;) {
                to.write("anyone?");
                co_await to.drain();
                print("drained");
                co_await aio::sleep(0.15);
            }
        };
        try {
            co_await talk(writer);
        } catch (const aio::connection_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
    };
    check_same(main, {R"py(
        async def talk(writer):
            while True:
                writer.write(b"anyone?")
                await writer.drain()
                print("drained")
                await asyncio.sleep(0.15)
        async def main():
            server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            print(await reader.read())
            try:
                await talk(writer)
            except ConnectionError as e:
                print(repr(e))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.05 create Task-3
        0.05 step Task-3
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 b''
        0.1 task=Task-1 drained
        0.25 step Task-1
        0.25 step Task-1
        0.25 task=Task-1 ConnectionResetError('Connection lost')
        0.25 done Task-1
    )"});
}

TEST_CASE("a connection that's cancelled while it's being made is reset at the server")
{
    const auto handle = [](stream_reader reader, stream_writer writer) -> coro<> {
        print("accepted");
        std::string said;
        try {
            print(bytes_repr(co_await reader.read()));
        } catch (const aio::connection_reset_error& e) {
            said = e.what();
        }
        print(said);
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(handle, here, 8000);
        std::string said;
        try {
            co_await aio::wait_for(open_connection(here, 8000), 0.07);
        } catch (const aio::timeout_error&) {
            said = "timeout";
        }
        print(said);
        co_await aio::sleep(1);
        const auto task = aio::create_task(open_connection(here, 8000));
        co_await aio::sleep(0.1);
        co_await aio::sleep(0);
        print(task.done());
        task.cancel();
        co_await aio::sleep(1);
        print(task.cancelled());
    };
    check_same(main, {R"py(
        async def handle(reader, writer):
            print("accepted")
            said = ""
            try:
                print(await reader.read())
            except ConnectionResetError as e:
                said = e
            print(said)
            writer.close()
        async def main():
            server = await asyncio.start_server(handle, "127.0.0.1", 8000)
            try:
                await asyncio.wait_for(asyncio.open_connection("127.0.0.1", 8000), 0.07)
            except TimeoutError:
                print("timeout")
            await asyncio.sleep(1)
            task = asyncio.create_task(asyncio.open_connection("127.0.0.1", 8000))
            await asyncio.sleep(0.1)
            await asyncio.sleep(0)
            print(task.done())
            task.cancel()
            await asyncio.sleep(1)
            print(task.cancelled())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.05 create Task-3
        0.05 step Task-3
        0.05 create Task-4
        0.05 step Task-4
        0.05 task=Task-4 accepted
        0.05 step Task-3
        0.05 done Task-3
        0.07 cancel Task-1
        0.07 step Task-1
        0.07 task=Task-1 timeout
        0.12 step Task-4
        0.12 task=Task-4 b''
        0.12 task=Task-4 
        0.12 done Task-4
        1.07 step Task-1
        1.07 create Task-5
        1.07 step Task-5
        1.12 create Task-6
        1.12 step Task-6
        1.12 create Task-7
        1.12 step Task-7
        1.12 task=Task-7 accepted
        1.12 step Task-6
        1.12 done Task-6
        1.17 step Task-5
        1.17 step Task-1
        1.17 step Task-1
        1.17 task=Task-1 False
        1.17 cancel Task-5
        1.17 step Task-5
        1.17 cancelled Task-5
        1.22 step Task-7
        1.22 task=Task-7 b''
        1.22 task=Task-7 
        1.22 done Task-7
        2.17 step Task-1
        2.17 task=Task-1 True
        2.17 done Task-1
    )"});
}

TEST_CASE("an unreferenced writer closes its connection")
{
    const auto handle = [](stream_reader reader, stream_writer) -> coro<> {
        print("server", bytes_repr(co_await reader.read()));
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(handle, here, 8000);
        {
            const auto both = co_await open_connection(here, 8000);
            both.writer.write("bye");
        }
        print("dropped");
        co_await aio::sleep(1);
        const auto reader = (co_await open_connection(here, 8000)).reader;
        print("client", bytes_repr(co_await reader.read()));
    };
    check_same(main, {R"py(
        async def handle(reader, writer):
            print("server", await reader.read())
        async def main():
            server = await asyncio.start_server(handle, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"bye")
            del reader, writer
            print("dropped")
            await asyncio.sleep(1)
            reader = (await asyncio.open_connection("127.0.0.1", 8000))[0]
            print("client", await reader.read())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.05 create Task-3
        0.05 step Task-3
        0.05 create Task-4
        0.05 step Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 dropped
        0.15 step Task-4
        0.15 step Task-4
        0.15 task=Task-4 server b'bye'
        0.15 done Task-4
        1.1 step Task-1
        1.15 create Task-5
        1.15 step Task-5
        1.15 create Task-6
        1.15 step Task-6
        1.15 step Task-5
        1.15 done Task-5
        1.2 step Task-1
        1.2 step Task-1
        1.2 step Task-1
        1.2 task=Task-1 client b''
        1.2 done Task-1
        1.2 cancel Task-6
        1.2 step Task-6
        1.2 cancelled Task-6
    )"});
}

TEST_CASE("handles of a connection may outlive its run")
{
    std::optional<aio::connection> kept;
    std::optional<aio::server> server;
    aio::loop loop;
    aio::run(loop, [](auto& both, auto& its_server) -> coro<> {
        its_server =
            co_await start_server([](stream_reader, stream_writer) {}, here, 8000, {.start_serving = false});
        const auto other = co_await start_server([](stream_reader, stream_writer) {}, here, 8001);
        both = co_await open_connection(here, 8001);
        both->writer.write(std::string(1 << 20, 'x'));
    }(kept, server));
    kept->writer.set_write_buffer_limits(0);
    kept->writer.write("more");
    kept->writer.close();
    std::string said;
    aio::run(loop, [](auto& both, auto& its_server, std::string& words) -> coro<> {
        try {
            co_await both->writer.drain();
        } catch (const aio::connection_reset_error& e) {
            words = e.what();
        }
        try {
            co_await its_server->start_serving();
        } catch (const aio::runtime_error& e) {
            words += std::string(", ") + e.what();
        }
    }(kept, server, said));
    CHECK(said == "Connection lost, Event loop is closed");
}

TEST_CASE("what's written to a lost connection is dropped, and from the fifth time on that's reported")
{
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(
            [](stream_reader reader, stream_writer) -> coro<> { co_await reader.read(); }, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.close();
        for (int i = 0; i != 5; ++i) {
            writer.write("lost");
            writer.write("");
        }
        writer.writelines(std::vector<std::string>{"lost", "too"});
        print("written", writer.is_closing());
    };
    check_same(main, {R"py(
        async def serve(reader, writer):
            await reader.read()
        async def main():
            server = await asyncio.start_server(serve, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.close()
            for i in range(5):
                writer.write(b"lost")
                writer.write(b"")
            writer.writelines([b"lost", b"too"])
            print("written", writer.is_closing())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.05 create Task-3
        0.05 step Task-3
        0.05 create Task-4
        0.05 step Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 written True
        0.1 done Task-1
        0.1 cancel Task-4
        0.1 step Task-4
        0.1 cancelled Task-4
    )",
                      R"(
        socket.send() raised exception.
        socket.send() raised exception.
    )"});
}
