// How a server ends.

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/context.hpp"
#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/server.hpp"
#include "aio/stream.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"

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

coro<> echo(stream_reader reader, stream_writer writer)
{
    for (;;) {
        const std::string data = co_await reader.read(100);
        if (data.empty()) {
            break;
        }
        writer.write(data);
        co_await writer.drain();
    }
    print("client has gone");
    writer.close();
}

}  // namespace

TEST_CASE("closing a server leaves its clients alone, and wait_closed waits for them")
{
    const auto main = []() -> coro<> {
        auto server = co_await start_server(echo, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write("before");
        print(bytes_repr(co_await reader.read(100)));
        server.close();
        server.close();
        print(server.is_serving());
        writer.write("after");
        print(bytes_repr(co_await reader.read(100)));
        std::string said;
        try {
            co_await open_connection(here, 8000);
        } catch (const aio::connection_refused_error&) {
            said = "refused";
        }
        print(said);
        const auto closed = aio::create_task(server.wait_closed());
        co_await aio::sleep(0.5);
        print(closed.done());
        writer.close();
        co_await closed;
        print("closed");
        co_await server.wait_closed();
    };
    check_same(main, {R"py(
        async def echo(reader, writer):
            while data := await reader.read(100):
                writer.write(data)
                await writer.drain()
            print("client has gone")
            writer.close()
        async def main():
            server = await asyncio.start_server(echo, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"before")
            print(await reader.read(100))
            server.close()
            server.close()
            print(server.is_serving())
            writer.write(b"after")
            print(await reader.read(100))
            try:
                await asyncio.open_connection("127.0.0.1", 8000)
            except ConnectionRefusedError:
                print("refused")
            closed = asyncio.create_task(server.wait_closed())
            await asyncio.sleep(0.5)
            print(closed.done())
            writer.close()
            await closed
            print("closed")
            await server.wait_closed()
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
        0.2 step Task-1
        0.2 task=Task-1 b'before'
        0.2 task=Task-1 False
        0.25 step Task-4
        0.3 step Task-1
        0.3 task=Task-1 b'after'
        0.4 step Task-1
        0.4 task=Task-1 refused
        0.4 create Task-5
        0.4 step Task-5
        0.9 step Task-1
        0.9 task=Task-1 False
        0.95 step Task-4
        0.95 task=Task-4 client has gone
        0.95 done Task-4
        0.95 step Task-5
        0.95 done Task-5
        0.95 step Task-1
        0.95 task=Task-1 closed
        0.95 done Task-1
    )"});
}

TEST_CASE("serve_forever starts a server that wasn't started, and ends when it's cancelled")
{
    const auto main = []() -> coro<> {
        auto server = co_await start_server(echo, here, 8000, {.start_serving = false});
        print(server.is_serving());
        const auto serving = aio::create_task(server.serve_forever());
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write("hello");
        print(server.is_serving(), bytes_repr(co_await reader.read(100)));
        std::string said;
        try {
            co_await server.serve_forever();
        } catch (const aio::runtime_error& e) {
            said = e.what();
        }
        print(said);
        serving.cancel();
        co_await aio::sleep(0.5);
        print(serving.done(), server.is_serving());
        writer.close();
        try {
            co_await serving;
        } catch (const aio::cancelled_error&) {
            said = "cancelled";
        }
        print(said);
        std::exception_ptr error;
        try {
            co_await server.serve_forever();
        } catch (const aio::runtime_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
        try {
            co_await server.start_serving();
        } catch (const aio::type_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
        print(server, server.is_serving());
    };
    check_same(main, {R"py(
        async def echo(reader, writer):
            while data := await reader.read(100):
                writer.write(data)
                await writer.drain()
            print("client has gone")
            writer.close()
        async def main():
            server = await asyncio.start_server(echo, "127.0.0.1", 8000, start_serving=False)
            print(server.is_serving())
            serving = asyncio.create_task(server.serve_forever())
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"hello")
            print(server.is_serving(), await reader.read(100))
            try:
                await server.serve_forever()
            except RuntimeError as e:
                print(e)
            serving.cancel()
            await asyncio.sleep(0.5)
            print(serving.done(), server.is_serving())
            writer.close()
            try:
                await serving
            except asyncio.CancelledError:
                print("cancelled")
            for attempt in server.serve_forever, server.start_serving:
                try:
                    await attempt()
                except (RuntimeError, TypeError) as e:
                    print(repr(e))
            print(server, server.is_serving())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 task=Task-1 False
        0 create Task-3
        0 step Task-3
        0.05 create Task-4
        0.05 step Task-4
        0.05 create Task-5
        0.05 step Task-5
        0.05 step Task-4
        0.05 done Task-4
        0.1 step Task-1
        0.1 step Task-1
        0.15 step Task-5
        0.2 step Task-1
        0.2 task=Task-1 True b'hello'
        0.2 task=Task-1 server <Server sockets=(<asyncio.TransportSocket fd=101, family=2, type=1, proto=6, laddr=('127.0.0.1', 8000)>,)> is already being awaited on serve_forever()
        0.2 cancel Task-3
        0.2 step Task-3
        0.7 step Task-1
        0.7 task=Task-1 False False
        0.75 step Task-5
        0.75 task=Task-5 client has gone
        0.75 done Task-5
        0.75 step Task-3
        0.75 cancelled Task-3
        0.75 step Task-1
        0.75 task=Task-1 cancelled
        0.75 task=Task-1 RuntimeError('server <Server sockets=()> is closed')
        0.75 task=Task-1 TypeError("'NoneType' object is not iterable")
        0.75 task=Task-1 <Server sockets=()> True
        0.75 done Task-1
    )"});
}

TEST_CASE("a server closes or aborts the connections of its clients")
{
    const auto read = [](stream_reader r) -> coro<std::string> {
        try {
            co_return bytes_repr(co_await r.read());
        } catch (const aio::connection_reset_error& e) {
            co_return e.what();
        }
    };
    const auto wait = [](stream_reader reader, stream_writer writer) -> coro<> {
        writer.write("hello");
        print("server", bytes_repr(co_await reader.read()));
        co_await writer.wait_closed();
    };
    const auto main = [&]() -> coro<> {
        for (const bool abort : {false, true}) {
            auto server = co_await start_server(wait, here, 8000);
            const auto one = co_await open_connection(here, 8000);
            const auto two = co_await open_connection(here, 8000);
            server.close();
            if (abort) {
                server.abort_clients();
            } else {
                server.close_clients();
            }
            co_await server.wait_closed();
            print(co_await read(one.reader), co_await read(two.reader));
        }
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def wait(reader, writer):
            writer.write(b"hello")
            print("server", await reader.read())
            await writer.wait_closed()
        async def main():
            for abort in False, True:
                server = await asyncio.start_server(wait, "127.0.0.1", 8000)
                one = await asyncio.open_connection("127.0.0.1", 8000)
                two = await asyncio.open_connection("127.0.0.1", 8000)
                server.close()
                if abort:
                    server.abort_clients()
                else:
                    server.close_clients()
                await server.wait_closed()
                print(await one[0].read(), await two[0].read())
            await asyncio.sleep(1)
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
        0.15 create Task-5
        0.15 step Task-5
        0.15 create Task-6
        0.15 step Task-6
        0.15 step Task-5
        0.15 done Task-5
        0.2 step Task-1
        0.2 step Task-1
        0.2 step Task-4
        0.2 task=Task-4 server b''
        0.2 done Task-4
        0.2 step Task-6
        0.2 task=Task-6 server b''
        0.2 done Task-6
        0.2 step Task-1
        0.25 step Task-1
        0.25 task=Task-1 b'hello' b'hello'
        0.25 create Task-7
        0.25 step Task-7
        0.25 done Task-7
        0.25 step Task-1
        0.25 step Task-1
        0.3 create Task-8
        0.3 step Task-8
        0.3 create Task-9
        0.3 step Task-9
        0.3 step Task-8
        0.3 done Task-8
        0.35 step Task-1
        0.35 step Task-1
        0.4 create Task-10
        0.4 step Task-10
        0.4 create Task-11
        0.4 step Task-11
        0.4 step Task-10
        0.4 done Task-10
        0.45 step Task-1
        0.45 step Task-1
        0.45 step Task-9
        0.45 task=Task-9 server b''
        0.45 done Task-9
        0.45 step Task-11
        0.45 task=Task-11 server b''
        0.45 done Task-11
        0.45 step Task-1
        0.5 step Task-1
        0.5 task=Task-1 b'hello' b'hello'
        1.5 step Task-1
        1.5 done Task-1
    )"});
}

TEST_CASE("a client that was accepted when its server closed isn't served")
{
    const auto main = []() -> coro<> {
        auto server = co_await start_server(echo, here, 8000);
        aio::loop::running().call_later(0.05, [server] { server.close(); });
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write("hello");
        std::string said;
        try {
            co_await aio::wait_for(reader.read(100), 1);
        } catch (const aio::timeout_error&) {
            said = "nobody answers";
        }
        print(said);
    };
    check_same(main, {R"py(
        async def echo(reader, writer):
            writer.write(await reader.read(100))
        async def main():
            server = await asyncio.start_server(echo, "127.0.0.1", 8000)
            asyncio.get_running_loop().call_later(0.05, server.close)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"hello")
            try:
                await asyncio.wait_for(reader.read(100), 1)
            except TimeoutError:
                print("nobody answers")
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
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        1.1 cancel Task-1
        1.1 step Task-1
        1.1 task=Task-1 nobody answers
        1.1 done Task-1
    )"});
}

TEST_CASE("serve_forever that is cancelled twice ends with the second, and not before its clients")
{
    const auto main = []() -> coro<> {
        auto server = co_await start_server(echo, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write("hello");
        co_await reader.read(100);
        const auto serving = aio::create_task(server.serve_forever());
        co_await aio::sleep(0.1);
        serving.cancel("first");
        server.close();
        std::string said;
        try {
            co_await server.serve_forever();
        } catch (const aio::runtime_error& e) {
            said = e.what();
        }
        print(said);
        co_await aio::sleep(0.1);
        print(serving.done());
        serving.cancel("second");
        std::exception_ptr error;
        try {
            co_await serving;
        } catch (const aio::cancelled_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
        writer.close();
        co_await server.wait_closed();
    };
    check_same(main, {R"py(
        async def echo(reader, writer):
            while data := await reader.read(100):
                writer.write(data)
                await writer.drain()
            print("client has gone")
            writer.close()
        async def main():
            server = await asyncio.start_server(echo, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"hello")
            await reader.read(100)
            serving = asyncio.create_task(server.serve_forever())
            await asyncio.sleep(0.1)
            serving.cancel("first")
            server.close()
            try:
                await server.serve_forever()
            except RuntimeError as e:
                print(e)
            await asyncio.sleep(0.1)
            print(serving.done())
            serving.cancel("second")
            try:
                await serving
            except asyncio.CancelledError as e:
                print(repr(e))
            writer.close()
            await server.wait_closed()
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
        0.2 step Task-1
        0.2 create Task-5
        0.2 step Task-5
        0.3 step Task-1
        0.3 cancel Task-5
        0.3 task=Task-1 server <Server sockets=()> is already being awaited on serve_forever()
        0.3 step Task-5
        0.4 step Task-1
        0.4 task=Task-1 False
        0.4 cancel Task-5
        0.4 step Task-5
        0.4 cancelled Task-5
        0.4 step Task-1
        0.4 task=Task-1 CancelledError('second')
        0.45 step Task-4
        0.45 task=Task-4 client has gone
        0.45 done Task-4
        0.45 step Task-1
        0.45 done Task-1
    )"});
}
