#include "aio/server.hpp"

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/context.hpp"
#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/queue.hpp"
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

coro<> ignore(stream_reader, stream_writer)
{
    co_return;
}

}  // namespace

TEST_CASE("several clients at once are served by one task each")
{
    const auto twice = [](stream_reader reader, stream_writer writer) -> coro<> {
        writer.write(std::to_string(2 * std::stoi(co_await reader.readline())) + "\n");
        writer.close();
    };
    const auto ask = [](int n) -> coro<int> {
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write(std::to_string(n) + "\n");
        const int answer = std::stoi(co_await reader.readline());
        writer.close();
        co_await writer.wait_closed();
        co_return answer;
    };
    const auto main = [&]() -> coro<> {
        const auto body = [&](const aio::server& server) -> coro<> {
            print(server.is_serving(), aio::repr(server.sockets()));
            print(co_await aio::gather(ask(1), ask(2), ask(3)));
        };
        const auto server = co_await start_server(twice, here, 8000);
        co_await aio::with(server, body);
        print(server.is_serving(), server.sockets().size());
    };
    check_same(main, {R"py(
        async def twice(reader, writer):
            writer.write(b"%d\n" % (2 * int(await reader.readline())))
            writer.close()
        async def ask(n):
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(b"%d\n" % n)
            answer = int(await reader.readline())
            writer.close()
            await writer.wait_closed()
            return answer
        async def main():
            server = await asyncio.start_server(twice, "127.0.0.1", 8000)
            async with server:
                print(server.is_serving(), [each.getsockname() for each in server.sockets])
                print(tuple(await asyncio.gather(ask(1), ask(2), ask(3))))
            print(server.is_serving(), len(server.sockets))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0 task=Task-1 True [('127.0.0.1', 8000)]
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0.05 create Task-6
        0.05 create Task-7
        0.05 create Task-8
        0.05 step Task-6
        0.05 step Task-7
        0.05 step Task-8
        0.05 create Task-9
        0.05 create Task-10
        0.05 create Task-11
        0.05 step Task-9
        0.05 step Task-6
        0.05 done Task-6
        0.05 step Task-10
        0.05 step Task-7
        0.05 done Task-7
        0.05 step Task-11
        0.05 step Task-8
        0.05 done Task-8
        0.1 step Task-3
        0.1 step Task-4
        0.1 step Task-5
        0.1 step Task-3
        0.1 step Task-4
        0.1 step Task-5
        0.15 step Task-9
        0.15 done Task-9
        0.15 step Task-10
        0.15 done Task-10
        0.15 step Task-11
        0.15 done Task-11
        0.2 step Task-3
        0.2 step Task-4
        0.2 step Task-5
        0.2 step Task-3
        0.2 done Task-3
        0.2 step Task-4
        0.2 done Task-4
        0.2 step Task-5
        0.2 done Task-5
        0.2 step Task-1
        0.2 task=Task-1 (2, 4, 6)
        0.2 task=Task-1 False 0
        0.2 done Task-1
    )"});
}

TEST_CASE("an address in use, an unknown host, and a free port")
{
    const auto main = []() -> coro<> {
        auto server = co_await start_server(ignore, here, 0);
        const int port = server.sockets().front().port;
        print(port > 1024);
        std::exception_ptr error;
        try {
            co_await start_server(ignore, "", port);
        } catch (const aio::os_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
        try {
            co_await start_server(ignore, "nowhere.invalid", 80);
        } catch (const aio::os_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
        server.close();
        co_await server.wait_closed();
        const auto again = co_await start_server(ignore, "", port);
        print(again.is_serving(), aio::repr(again.sockets()));
        co_await open_connection("localhost", port);
        auto [reader, writer] = co_await open_connection("0.0.0.0", port);
        print(writer.peername(), writer.sockname().host);
        co_await start_server(ignore, here, port);
    };
    check_same(main, {R"py(
        async def ignore(reader, writer):
            pass
        async def main():
            server = await asyncio.start_server(ignore, "127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            print(port > 1024)
            try:
                await asyncio.start_server(ignore, "", port)
            except OSError as e:
                print(repr(e))
            try:
                await asyncio.start_server(ignore, "nowhere.invalid", 80)
            except OSError as e:
                print(repr(e))
            server.close()
            await server.wait_closed()
            again = await asyncio.start_server(ignore, "", port)
            print(again.is_serving(), [each.getsockname() for each in again.sockets])
            await asyncio.open_connection("localhost", port)
            reader, writer = await asyncio.open_connection("0.0.0.0", port)
            print(writer.get_extra_info("peername"), writer.get_extra_info("sockname")[0])
            await asyncio.start_server(ignore, "127.0.0.1", port)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0 task=Task-1 True
        0 create Task-3
        0 step Task-3
        0 done Task-3
        0 step Task-1
        0 task=Task-1 OSError(98, "error while attempting to bind on address ('0.0.0.0', 49153): [errno 98] address already in use")
        0 create Task-4
        0 step Task-4
        0 failed Task-4 gaierror
        0 step Task-1
        0 task=Task-1 gaierror(-2, 'Name or service not known')
        0 create Task-5
        0 step Task-5
        0 done Task-5
        0 step Task-1
        0 step Task-1
        0 task=Task-1 True [('0.0.0.0', 49153)]
        0.05 create Task-6
        0.05 step Task-6
        0.05 create Task-7
        0.05 step Task-7
        0.05 done Task-7
        0.05 step Task-6
        0.05 done Task-6
        0.1 step Task-1
        0.1 step Task-1
        0.15 create Task-8
        0.15 step Task-8
        0.15 create Task-9
        0.15 step Task-9
        0.15 done Task-9
        0.15 step Task-8
        0.15 done Task-8
        0.2 step Task-1
        0.2 step Task-1
        0.2 task=Task-1 ('0.0.0.0', 49153) 127.0.0.1
        0.2 create Task-10
        0.2 step Task-10
        0.2 done Task-10
        0.2 step Task-1
        0.2 failed Task-1 OSError
        0.2 task=- OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', 49153): [errno 98] address already in use
    )"});
}

TEST_CASE("a client's task that fails or is cancelled closes its connection, and a failure is reported")
{
    const auto handle = [](stream_reader reader, stream_writer writer) -> coro<> {
        const std::string line = co_await reader.readline();
        if (line == "fail\n") {
            throw aio::value_error("no");
        }
        aio::current_task()->cancel();
        co_await aio::sleep(1);
        writer.write("never");
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(handle, here, 8000);
        for (const char* word : {"fail\n", "stop\n"}) {
            auto [reader, writer] = co_await open_connection(here, 8000);
            writer.write(word);
            print(bytes_repr(co_await reader.read()));
        }
    };
    check_same(main, {R"py(
        async def handle(reader, writer):
            line = await reader.readline()
            if line == b"fail\n":
                raise ValueError("no")
            asyncio.current_task().cancel()
            await asyncio.sleep(1)
            writer.write(b"never")
        async def main():
            server = await asyncio.start_server(handle, "127.0.0.1", 8000)
            for word in b"fail\n", b"stop\n":
                reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
                writer.write(word)
                print(await reader.read())
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
        0.15 failed Task-4 ValueError
        0.2 step Task-1
        0.2 task=Task-1 b''
        0.25 create Task-5
        0.25 step Task-5
        0.25 create Task-6
        0.25 step Task-6
        0.25 step Task-5
        0.25 done Task-5
        0.3 step Task-1
        0.3 step Task-1
        0.35 step Task-6
        0.35 cancel Task-6
        0.35 step Task-6
        0.35 cancelled Task-6
        0.4 step Task-1
        0.4 task=Task-1 b''
        0.4 done Task-1
    )",
                      R"(Unhandled exception in client_connected_cb)"});
}

TEST_CASE("a client's task has the context in which the server was started")
{
    aio::context_var<std::string> name("name", "nobody");
    const auto main = [&]() -> coro<> {
        const auto say = [](aio::context_var<std::string> v, stream_reader, stream_writer) -> coro<> {
            print("server", v.get());
            v.set("changed");
            co_return;
        };
        name.set("server");
        const auto server =
            co_await start_server([&](stream_reader r, stream_writer w) { return say(name, r, w); }, here,
                                  8000);
        name.set("client");
        co_await open_connection(here, 8000);
        co_await open_connection(here, 8000);
        print("client", name.get());
    };
    check_same(main, {R"py(
        import contextvars
        name = contextvars.ContextVar("name", default="nobody")
        async def say(reader, writer):
            print("server", name.get())
            name.set("changed")
        async def main():
            name.set("server")
            server = await asyncio.start_server(say, "127.0.0.1", 8000)
            name.set("client")
            await asyncio.open_connection("127.0.0.1", 8000)
            await asyncio.open_connection("127.0.0.1", 8000)
            print("client", name.get())
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
        0.05 task=Task-4 server server
        0.05 done Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.15 create Task-5
        0.15 step Task-5
        0.15 create Task-6
        0.15 step Task-6
        0.15 task=Task-6 server server
        0.15 done Task-6
        0.15 step Task-5
        0.15 done Task-5
        0.2 step Task-1
        0.2 step Task-1
        0.2 task=Task-1 client client
        0.2 done Task-1
    )"});
}

TEST_CASE("arrivals are handled before the timers that are due at the same moment")
{
    const auto handle = [](stream_reader reader, stream_writer) -> coro<> {
        print("server", bytes_repr(co_await reader.read(10)));
    };
    const auto main = [&]() -> coro<> {
        aio::loop::running().set_link({.latency = 0.5});
        const auto server = co_await start_server(handle, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        aio::loop::running().call_later(0.5, [] { print("timer"); });
        writer.write("now");
        co_await aio::sleep(0.5);
        print("slept");
        co_await aio::sleep(0.5);
    };
    check_same(main, {R"py(
        # latency 0.5
        async def handle(reader, writer):
            print("server", await reader.read(10))
        async def main():
            server = await asyncio.start_server(handle, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            asyncio.get_running_loop().call_later(0.5, print, "timer")
            writer.write(b"now")
            await asyncio.sleep(0.5)
            print("slept")
            await asyncio.sleep(0.5)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 step Task-1
        0.5 create Task-3
        0.5 step Task-3
        0.5 create Task-4
        0.5 step Task-4
        0.5 step Task-3
        0.5 done Task-3
        1 step Task-1
        1 step Task-1
        1.5 task=- timer
        1.5 step Task-4
        1.5 task=Task-4 server b'now'
        1.5 done Task-4
        1.5 step Task-1
        1.5 task=Task-1 slept
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("all clients are served by one function, which lives as long as one of them runs")
{
    const auto main = []() -> coro<> {
        const auto server = co_await start_server(
            [count = 0, name = std::make_unique<std::string>("a name that is long enough to be freed")](
                stream_reader reader, stream_writer writer) mutable -> coro<> {
                print(++count);
                co_await reader.read();
                writer.close();
                co_await writer.wait_closed();
                print("bye", *name);
            },
            here, 8000);
        for (int n = 0; n != 3; ++n) {
            const auto both = co_await open_connection(here, 8000);
        }
        auto last = server;
        last.close();
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        count = 0
        async def serve(reader, writer):
            global count
            count += 1
            print(count)
            await reader.read()
            writer.close()
            await writer.wait_closed()
            print("bye", "a name that is long enough to be freed")
        async def main():
            server = await asyncio.start_server(serve, "127.0.0.1", 8000)
            for n in range(3):
                both = await asyncio.open_connection("127.0.0.1", 8000)
                del both
            server.close()
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
        0.05 task=Task-4 1
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.15 create Task-5
        0.15 step Task-5
        0.15 step Task-4
        0.15 create Task-6
        0.15 step Task-6
        0.15 task=Task-6 2
        0.15 step Task-5
        0.15 done Task-5
        0.15 step Task-4
        0.15 task=Task-4 bye a name that is long enough to be freed
        0.15 done Task-4
        0.2 step Task-1
        0.2 step Task-1
        0.25 create Task-7
        0.25 step Task-7
        0.25 step Task-6
        0.25 create Task-8
        0.25 step Task-8
        0.25 task=Task-8 3
        0.25 step Task-7
        0.25 done Task-7
        0.25 step Task-6
        0.25 task=Task-6 bye a name that is long enough to be freed
        0.25 done Task-6
        0.3 step Task-1
        0.3 step Task-1
        0.35 step Task-8
        0.35 step Task-8
        0.35 task=Task-8 bye a name that is long enough to be freed
        0.35 done Task-8
        1.3 step Task-1
        1.3 done Task-1
    )"});
}
