#include "aio/stream.hpp"

#include "../core/trace_of.hpp"
#include "aio/async_for.hpp"
#include "aio/context.hpp"
#include "aio/gather.hpp"
#include "aio/timeout.hpp"
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

TEST_CASE("connecting takes two latencies, one of which the server sees, and anything after takes one")
{
    const auto handle = [](stream_reader reader, stream_writer writer) -> coro<> {
        print("accepted");
        print("server got", bytes_repr(co_await reader.readline()));
        writer.write("answer\n");
        print("server got", bytes_repr(co_await reader.read()));
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(handle, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        print("connected");
        writer.write("question\n");
        print("client got", bytes_repr(co_await reader.readline()));
        writer.write_eof();
        print("client got", bytes_repr(co_await reader.read()));
    };
    check_same(main, {R"py(
        async def handle(reader, writer):
            print("accepted")
            print("server got", await reader.readline())
            writer.write(b"answer\n")
            print("server got", await reader.read())
            writer.close()
        async def main():
            server = await asyncio.start_server(handle, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            print("connected")
            writer.write(b"question\n")
            print("client got", await reader.readline())
            writer.write_eof()
            print("client got", await reader.read())
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
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 connected
        0.15 step Task-4
        0.15 task=Task-4 server got b'question\n'
        0.2 step Task-1
        0.2 task=Task-1 client got b'answer\n'
        0.25 step Task-4
        0.25 task=Task-4 server got b''
        0.25 done Task-4
        0.3 step Task-1
        0.3 task=Task-1 client got b''
        0.3 done Task-1
    )"});
}

TEST_CASE("a refusal takes two latencies as well, and names the address")
{
    const auto refused = [](std::string host) -> coro<> {
        std::string said;
        try {
            co_await open_connection(host, 8000);
        } catch (const aio::connection_refused_error& e) {
            said = e.what();
        }
        print(said);
    };
    const auto main = [&]() -> coro<> {
        for (const char* host : {here, "localhost", ""}) {
            co_await refused(host);
        }
        std::exception_ptr error;
        try {
            co_await open_connection("example.org", 80);
        } catch (const aio::os_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
        co_await open_connection(here, 1);
    };
    check_same(main, {R"py(
        async def main():
            for host in "127.0.0.1", "localhost", "":
                try:
                    await asyncio.open_connection(host, 8000)
                except ConnectionRefusedError as e:
                    print(e)
            try:
                await asyncio.open_connection("example.org", 80)
            except OSError as e:
                print(repr(e))
            await asyncio.open_connection("127.0.0.1", 1)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 [Errno 111] Connect call failed ('127.0.0.1', 8000)
        0.2 step Task-1
        0.2 task=Task-1 [Errno 111] Connect call failed ('127.0.0.1', 8000)
        0.3 step Task-1
        0.3 task=Task-1 [Errno 111] Connect call failed ('127.0.0.1', 8000)
        0.3 task=Task-1 gaierror(-2, 'Name or service not known')
        0.4 step Task-1
        0.4 failed Task-1 ConnectionRefusedError
        0.4 task=- ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 1)
    )"});
}

TEST_CASE("bytes wait for earlier ones, and take the time that the bandwidth requires")
{
    const auto handle = [](stream_reader reader, stream_writer writer) -> coro<> {
        for (;;) {
            const std::string data = co_await reader.read(10000);
            if (data.empty()) {
                break;
            }
            print(data.size());
        }
        print("end");
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        aio::loop::running().set_link({.latency = 0.5, .bandwidth = 1000});
        const auto server = co_await start_server(handle, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write(std::string(1000, '\0'));
        writer.write(std::string(2000, '\0'));
        co_await aio::sleep(1);
        writer.write("x");
        writer.close();
        co_await writer.wait_closed();
        print("closed");
        co_await aio::sleep(5);
    };
    check_same(main, {R"py(
        # latency 0.5, bandwidth 1000
        async def handle(reader, writer):
            while data := await reader.read(10000):
                print(len(data))
            print("end")
            writer.close()
        async def main():
            server = await asyncio.start_server(handle, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(bytes(1000))
            writer.write(bytes(2000))
            await asyncio.sleep(1)
            writer.write(b"x")
            writer.close()
            await writer.wait_closed()
            print("closed")
            await asyncio.sleep(5)
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
        2 step Task-1
        2 step Task-1
        2 task=Task-1 closed
        2.5 step Task-4
        2.5 task=Task-4 1000
        4.5 step Task-4
        4.5 task=Task-4 2000
        4.501 step Task-4
        4.501 task=Task-4 1
        4.501 step Task-4
        4.501 task=Task-4 end
        4.501 done Task-4
        7 step Task-1
        7 done Task-1
    )"});
}

TEST_CASE("what is written at once is read at once, and half a connection can end")
{
    const auto say = [](stream_reader reader, stream_writer writer) -> coro<> {
        writer.writelines(std::vector<std::string>{"a", "b"});
        writer.write("c");
        print("server", bytes_repr(co_await reader.read(100)), reader.at_eof());
        writer.write_eof();
        std::string said;
        try {
            writer.write("d");
        } catch (const aio::runtime_error& e) {
            said = e.what();
        }
        print(said, writer.can_write_eof());
        co_await writer.drain();
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(say, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        co_await aio::sleep(0.2);
        print("client", bytes_repr(co_await reader.read(2)), reader.at_eof());
        writer.write("x");
        writer.write_eof();
        print("client", bytes_repr(co_await reader.read()), reader.at_eof());
        print("again", bytes_repr(co_await reader.read()), bytes_repr(co_await reader.read(0)));
        writer.close();
        co_await writer.wait_closed();
        print(writer.is_closing());
    };
    check_same(main, {R"py(
        async def say(reader, writer):
            writer.writelines([b"a", b"b"])
            writer.write(b"c")
            print("server", await reader.read(100), reader.at_eof())
            writer.write_eof()
            try:
                writer.write(b"d")
            except RuntimeError as e:
                said = e
            print(said, writer.can_write_eof())
            await writer.drain()
            writer.close()
        async def main():
            server = await asyncio.start_server(say, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            await asyncio.sleep(0.2)
            print("client", await reader.read(2), reader.at_eof())
            writer.write(b"x")
            writer.write_eof()
            print("client", await reader.read(), reader.at_eof())
            print("again", await reader.read(), await reader.read(0))
            writer.close()
            await writer.wait_closed()
            print(writer.is_closing())
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
        0.3 step Task-1
        0.3 task=Task-1 client b'ab' False
        0.35 step Task-4
        0.35 task=Task-4 server b'x' False
        0.35 task=Task-4 Cannot call write() after write_eof() True
        0.35 done Task-4
        0.4 step Task-1
        0.4 task=Task-1 client b'c' True
        0.4 task=Task-1 again b'' b''
        0.4 step Task-1
        0.4 task=Task-1 True
        0.4 done Task-1
    )"});
}

TEST_CASE("bytes travel while the loop is blocked, and then wait for it")
{
    const auto handle = [](stream_reader reader, stream_writer writer) -> coro<> {
        while (!reader.at_eof()) {
            const std::string data = co_await reader.read(100);
            print("server", bytes_repr(data));
            writer.write(data);
        }
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(handle, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        const auto ticks = aio::create_task([]() -> coro<> {
            for (int n = 0; n != 4; ++n) {
                co_await aio::sleep(0.05);
                print("tick");
            }
        }());
        writer.write("one");
        co_await aio::sleep(0.01);
        aio::blocking_sleep(0.2);
        writer.write("two");
        print("client", bytes_repr(co_await reader.read(100)));
        co_await ticks;
        print("client", bytes_repr(co_await reader.read(100)));
    };
    check_same(main, {R"py(
        async def handle(reader, writer):
            while not reader.at_eof():
                data = await reader.read(100)
                print("server", data)
                writer.write(data)
            writer.close()
        async def tick():
            for n in range(4):
                await asyncio.sleep(0.05)
                print("tick")
        async def main():
            server = await asyncio.start_server(handle, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            ticks = asyncio.create_task(tick())
            writer.write(b"one")
            await asyncio.sleep(0.01)
            time.sleep(0.2)
            writer.write(b"two")
            print("client", await reader.read(100))
            await ticks
            print("client", await reader.read(100))
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
        0.1 create Task-5
        0.1 step Task-5
        0.11 step Task-1
        0.31 step Task-4
        0.31 task=Task-4 server b'one'
        0.31 step Task-5
        0.31 task=Task-5 tick
        0.36 step Task-4
        0.36 task=Task-4 server b'two'
        0.36 step Task-1
        0.36 task=Task-1 client b'one'
        0.36 step Task-5
        0.36 task=Task-5 tick
        0.41 step Task-5
        0.41 task=Task-5 tick
        0.46 step Task-5
        0.46 task=Task-5 tick
        0.46 done Task-5
        0.46 step Task-1
        0.46 task=Task-1 client b'two'
        0.46 done Task-1
        0.46 cancel Task-4
        0.46 step Task-4
        0.46 cancelled Task-4
    )"});
}

TEST_CASE("there are 65,536 ports")
{
    const auto attempt = [](auto made) -> coro<> {
        std::exception_ptr error;
        try {
            co_await std::move(made);
        } catch (const aio::overflow_error&) {
            error = std::current_exception();
        }
        print(aio::repr(error));
    };
    const auto main = [&]() -> coro<> {
        co_await attempt(open_connection(here, 65536));
        co_await attempt(open_connection(here, -1));
        co_await attempt(start_server([](stream_reader, stream_writer) {}, here, 65536));
    };
    check_same(main, {R"py(
        async def attempt(made):
            try:
                await made
            except OverflowError as e:
                print(repr(e))
        async def main():
            await attempt(asyncio.open_connection("127.0.0.1", 65536))
            await attempt(asyncio.open_connection("127.0.0.1", -1))
            await attempt(asyncio.start_server(lambda r, w: None, "127.0.0.1", 65536))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 OverflowError('connect(): port must be 0-65535.')
        0 task=Task-1 OverflowError('connect(): port must be 0-65535.')
        0 create Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 task=Task-1 OverflowError('bind(): port must be 0-65535.')
        0 done Task-1
    )"});
}
