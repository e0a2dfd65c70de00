#include "aio/stream_reader.hpp"

#include "../core/trace_of.hpp"
#include "aio/async_for.hpp"
#include "aio/context.hpp"
#include "aio/gather.hpp"
#include "aio/stream.hpp"
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

/// Lines that are made as they're asked for: 1, 2 and 3.
struct numbered_lines {
    struct iterator {
        int n;
        std::string operator*() const { return std::to_string(n) + "\n"; }
        iterator& operator++()
        {
            ++n;
            return *this;
        }
        bool operator!=(const iterator& other) const { return n != other.n; }
    };
    iterator begin() const { return {1}; }
    iterator end() const { return {4}; }
};

}  // namespace

TEST_CASE("readexactly and readuntil say what is missing")
{
    const auto part = [](stream_reader, stream_writer writer) -> coro<> {
        writer.write("abc");
        co_await writer.drain();
        writer.close();
    };
    using reading = std::function<coro<std::string>(const stream_reader&)>;
    const auto attempt = [](reading read) -> coro<> {
        auto [reader, writer] = co_await open_connection(here, 8000);
        std::string said;
        try {
            said = bytes_repr(co_await read(reader));
        } catch (const aio::incomplete_read_error& e) {
            said = std::string(e.what()) + " " + bytes_repr(e.partial()) + " " + aio::str(e.expected());
        } catch (const aio::value_error& e) {
            said = e.what();
        }
        print(said);
        writer.close();
        co_await writer.wait_closed();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(part, here, 8000);
        co_await attempt([](const auto& r) { return r.readexactly(5); });
        co_await attempt([](const auto& r) { return r.readuntil("|"); });
        co_await attempt([](const auto& r) {
            return r.readuntil(std::vector<std::string>{"cd", "bc", "c"});
        });
        co_await attempt([](const auto& r) { return r.readexactly(3); });
        co_await attempt([](const auto& r) { return r.readline(); });
        co_await attempt([](const auto& r) { return r.read(2); });
        co_await attempt([](const auto& r) { return r.readexactly(-1); });
        co_await attempt([](const auto& r) { return r.readuntil(""); });
        co_await attempt([](const auto& r) { return r.readuntil(std::vector<std::string>()); });
    };
    check_same(main, {R"py(
        async def part(reader, writer):
            writer.write(b"abc")
            await writer.drain()
            writer.close()
        async def attempt(read):
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            try:
                print(await read(reader))
            except asyncio.IncompleteReadError as e:
                print(e, e.partial, e.expected)
            except ValueError as e:
                print(e)
            writer.close()
            await writer.wait_closed()
        async def main():
            server = await asyncio.start_server(part, "127.0.0.1", 8000)
            await attempt(lambda r: r.readexactly(5))
            await attempt(lambda r: r.readuntil(b"|"))
            await attempt(lambda r: r.readuntil((b"cd", b"bc", b"c")))
            await attempt(lambda r: r.readexactly(3))
            await attempt(lambda r: r.readline())
            await attempt(lambda r: r.read(2))
            await attempt(lambda r: r.readexactly(-1))
            await attempt(lambda r: r.readuntil(b""))
            await attempt(lambda r: r.readuntil(()))
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
        0.05 done Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 3 bytes read on a total of 5 expected bytes b'abc' 5
        0.1 step Task-1
        0.15 create Task-5
        0.15 step Task-5
        0.15 create Task-6
        0.15 step Task-6
        0.15 done Task-6
        0.15 step Task-5
        0.15 done Task-5
        0.2 step Task-1
        0.2 step Task-1
        0.2 step Task-1
        0.2 step Task-1
        0.2 task=Task-1 3 bytes read on a total of undefined expected bytes b'abc' None
        0.2 step Task-1
        0.25 create Task-7
        0.25 step Task-7
        0.25 create Task-8
        0.25 step Task-8
        0.25 done Task-8
        0.25 step Task-7
        0.25 done Task-7
        0.3 step Task-1
        0.3 step Task-1
        0.3 step Task-1
        0.3 task=Task-1 b'abc'
        0.3 step Task-1
        0.35 create Task-9
        0.35 step Task-9
        0.35 create Task-10
        0.35 step Task-10
        0.35 done Task-10
        0.35 step Task-9
        0.35 done Task-9
        0.4 step Task-1
        0.4 step Task-1
        0.4 step Task-1
        0.4 task=Task-1 b'abc'
        0.4 step Task-1
        0.45 create Task-11
        0.45 step Task-11
        0.45 create Task-12
        0.45 step Task-12
        0.45 done Task-12
        0.45 step Task-11
        0.45 done Task-11
        0.5 step Task-1
        0.5 step Task-1
        0.5 step Task-1
        0.5 step Task-1
        0.5 task=Task-1 b'abc'
        0.5 step Task-1
        0.55 create Task-13
        0.55 step Task-13
        0.55 create Task-14
        0.55 step Task-14
        0.55 done Task-14
        0.55 step Task-13
        0.55 done Task-13
        0.6 step Task-1
        0.6 step Task-1
        0.6 step Task-1
        0.6 task=Task-1 b'ab'
        0.6 step Task-1
        0.65 create Task-15
        0.65 step Task-15
        0.65 create Task-16
        0.65 step Task-16
        0.65 done Task-16
        0.65 step Task-15
        0.65 done Task-15
        0.7 step Task-1
        0.7 step Task-1
        0.7 task=Task-1 readexactly size can not be less than zero
        0.7 step Task-1
        0.75 create Task-17
        0.75 step Task-17
        0.75 create Task-18
        0.75 step Task-18
        0.75 done Task-18
        0.75 step Task-17
        0.75 done Task-17
        0.8 step Task-1
        0.8 step Task-1
        0.8 task=Task-1 Separator should be at least one-byte string
        0.8 step Task-1
        0.85 create Task-19
        0.85 step Task-19
        0.85 create Task-20
        0.85 step Task-20
        0.85 done Task-20
        0.85 step Task-19
        0.85 done Task-19
        0.9 step Task-1
        0.9 step Task-1
        0.9 task=Task-1 Separator should contain at least one element
        0.9 step Task-1
        0.9 done Task-1
    )"});
}

TEST_CASE("a line can be too long")
{
    const auto talk = [](stream_reader, stream_writer writer) -> coro<> {
        writer.write(std::string(100, 'x') + "\n" + std::string(100, 'y'));
        co_await aio::sleep(0.3);
        writer.write("\nz\n");
        co_await aio::sleep(0.3);
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(talk, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000, {.limit = 20});
        co_await aio::sleep(0.2);
        std::string said;
        try {
            co_await reader.readuntil("\n");
        } catch (const aio::limit_overrun_error& e) {
            said = aio::str(e.what()) + " " + aio::str(e.consumed());
        }
        print(said);
        try {
            co_await reader.readline();
        } catch (const aio::value_error& e) {
            said = e.what();
        }
        print(said);
        try {
            co_await reader.readline();
        } catch (const aio::value_error& e) {
            said = e.what();
        }
        print(said);
        print(bytes_repr(co_await reader.read()));
        try {
            co_await open_connection(here, 8000, {.limit = 0});
        } catch (const aio::value_error& e) {
            said = e.what();
        }
        print(said);
    };
    check_same(main, {R"py(
        async def talk(reader, writer):
            writer.write(b"x" * 100 + b"\n" + b"y" * 100)
            await asyncio.sleep(0.3)
            writer.write(b"\nz\n")
            await asyncio.sleep(0.3)
            writer.close()
        async def main():
            server = await asyncio.start_server(talk, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000, limit=20)
            await asyncio.sleep(0.2)
            try:
                await reader.readuntil(b"\n")
            except asyncio.LimitOverrunError as e:
                print(e, e.consumed)
            for _ in range(2):
                try:
                    await reader.readline()
                except ValueError as e:
                    print(e)
            print(await reader.read())
            try:
                await asyncio.open_connection("127.0.0.1", 8000, limit=0)
            except ValueError as e:
                print(e)
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
        0.3 task=Task-1 Separator is found, but chunk is longer than limit 100
        0.3 task=Task-1 Separator is found, but chunk is longer than limit
        0.3 task=Task-1 Separator is not found, and chunk exceed the limit
        0.35 step Task-4
        0.4 step Task-1
        0.65 step Task-4
        0.65 done Task-4
        0.7 step Task-1
        0.7 task=Task-1 b'\nz\n'
        0.7 task=Task-1 Limit cannot be <= 0
        0.7 done Task-1
    )"});
}

TEST_CASE("a read can be cancelled and time out, and loses nothing; two can't read at once")
{
    const auto late = [](stream_reader reader, stream_writer writer) -> coro<> {
        co_await aio::sleep(0.4);
        writer.write("late\n");
        co_await reader.read();
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(late, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        std::string said;
        try {
            co_await aio::wait_for(reader.readline(), 0.1);
        } catch (const aio::timeout_error&) {
            said = "timeout";
        }
        print(said);
        const auto task = aio::create_task(reader.readline());
        co_await aio::sleep(0.1);
        try {
            co_await reader.readline();
        } catch (const aio::runtime_error& e) {
            said = e.what();
        }
        print(said);
        task.cancel();
        co_await aio::sleep(0);
        print(task.cancelled(), bytes_repr(co_await reader.readline()));
        writer.close();
        co_await writer.wait_closed();
    };
    check_same(main, {R"py(
        async def late(reader, writer):
            await asyncio.sleep(0.4)
            writer.write(b"late\n")
            await reader.read()
            writer.close()
        async def main():
            server = await asyncio.start_server(late, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            try:
                await asyncio.wait_for(reader.readline(), 0.1)
            except TimeoutError:
                print("timeout")
            task = asyncio.create_task(reader.readline())
            await asyncio.sleep(0.1)
            try:
                await reader.readline()
            except RuntimeError as e:
                print(e)
            task.cancel()
            await asyncio.sleep(0)
            print(task.cancelled(), await reader.readline())
            writer.close()
            await writer.wait_closed()
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
        0.2 cancel Task-1
        0.2 step Task-1
        0.2 task=Task-1 timeout
        0.2 create Task-5
        0.2 step Task-5
        0.3 step Task-1
        0.3 task=Task-1 readuntil() called while another coroutine is already waiting for incoming data
        0.3 cancel Task-5
        0.3 step Task-5
        0.3 cancelled Task-5
        0.3 step Task-1
        0.45 step Task-4
        0.5 step Task-1
        0.5 task=Task-1 True b'late\n'
        0.5 step Task-1
        0.5 done Task-1
        0.5 cancel Task-4
        0.5 step Task-4
        0.5 cancelled Task-4
    )"});
}

TEST_CASE("lines are an asynchronous iterator")
{
    const auto count = [](stream_reader, stream_writer writer) -> coro<> {
        for (int n = 0; n != 3; ++n) {
            writer.write("line " + std::to_string(n) + "\n");
            co_await aio::sleep(0.01);
        }
        writer.write("no newline");
        writer.close();
        co_await writer.wait_closed();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(count, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        while (const auto line = co_await reader.next()) {
            print(bytes_repr(*line));
        }
    };
    check_same(main, {R"py(
        async def count(reader, writer):
            for n in range(3):
                writer.write(f"line {n}\n".encode())
                await asyncio.sleep(0.01)
            writer.write(b"no newline")
            writer.close()
            await writer.wait_closed()
        async def main():
            server = await asyncio.start_server(count, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            async for line in reader:
                print(line)
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
        0.06 step Task-4
        0.07 step Task-4
        0.08 step Task-4
        0.08 step Task-4
        0.08 done Task-4
        0.1 step Task-1
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 b'line 0\n'
        0.11 step Task-1
        0.11 task=Task-1 b'line 1\n'
        0.12 step Task-1
        0.12 task=Task-1 b'line 2\n'
        0.13 step Task-1
        0.13 step Task-1
        0.13 task=Task-1 b'no newline'
        0.13 done Task-1
    )"});
}

TEST_CASE("data after the program's own end of a stream is an error")
{
    const auto talk = [](stream_reader, stream_writer writer) -> coro<> {
        co_await aio::sleep(0.5);
        writer.write("late");
        co_await aio::sleep(1);
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(talk, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        reader.feed_eof();
        print(bytes_repr(co_await reader.read()), reader.at_eof());
        co_await aio::sleep(1);
        print(writer.is_closing());
        co_await reader.read();
    };
    check_same(main, {R"py(
        async def talk(reader, writer):
            await asyncio.sleep(0.5)
            writer.write(b"late")
            await asyncio.sleep(1)
        async def main():
            server = await asyncio.start_server(talk, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            reader.feed_eof()
            print(await reader.read(), reader.at_eof())
            await asyncio.sleep(1)
            print(writer.is_closing())
            await reader.read()
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
        0.1 task=Task-1 b'' True
        0.55 step Task-4
        1.1 step Task-1
        1.1 task=Task-1 True
        1.1 failed Task-1 AssertionError
        1.1 cancel Task-4
        1.1 step Task-4
        1.1 cancelled Task-4
        1.1 task=- AssertionError: feed_data after feed_eof
    )",
                      R"(Fatal error: protocol.data_received() call failed.)"});
}

TEST_CASE("another task may read while readuntil waits")
{
    const auto talk = [](stream_reader, stream_writer writer) -> coro<> {
        writer.write("0123456789");
        co_await aio::sleep(1);
        writer.write("x|");
        co_await aio::sleep(1);
        writer.write("y|and a few more|");
        co_await aio::sleep(1);
    };
    const auto until = [](stream_reader reader) -> coro<> {
        print("until", bytes_repr(co_await reader.readuntil({"|", "||"})));
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(talk, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        const auto task = aio::create_task(until(reader));
        co_await aio::sleep(0.5);
        print("read", bytes_repr(co_await reader.read(10)));
        co_await task;
    };
    check_same(main, {R"py(
        async def talk(reader, writer):
            writer.write(b"0123456789")
            await asyncio.sleep(1)
            writer.write(b"x|")
            await asyncio.sleep(1)
            writer.write(b"y|and a few more|")
            await asyncio.sleep(1)
        async def until(reader):
            print("until", await reader.readuntil((b"|", b"||")))
        async def main():
            server = await asyncio.start_server(talk, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            task = asyncio.create_task(until(reader))
            await asyncio.sleep(0.5)
            print("read", await reader.read(10))
            await task
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
        0.6 step Task-1
        0.6 task=Task-1 read b'0123456789'
        1.05 step Task-4
        1.1 step Task-5
        2.05 step Task-4
        2.1 step Task-5
        2.1 task=Task-5 until b'x|y|and a few more|'
        2.1 done Task-5
        2.1 step Task-1
        2.1 done Task-1
        2.1 cancel Task-4
        2.1 step Task-4
        2.1 cancelled Task-4
    )"});
}

TEST_CASE("a reader's next line may be awaited after its handle is gone, and lines come from any range")
{
    const auto first = [](const stream_reader& reader) {
        const stream_reader copy = reader;
        return copy.next();
    };
    const auto count = [](stream_reader, stream_writer writer) -> coro<> {
        writer.writelines(numbered_lines());
        co_await writer.drain();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(count, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        auto line = first(reader);
        print(bytes_repr(*co_await std::move(line)), bytes_repr(co_await reader.read()));
    };
    check_same(main, {R"py(
        async def count(reader, writer):
            writer.writelines(b"%d\n" % n for n in (1, 2, 3))
            await writer.drain()
        async def main():
            server = await asyncio.start_server(count, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            line = anext(reader)
            print(await line, await reader.read())
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
        0.05 done Task-4
        0.05 step Task-3
        0.05 done Task-3
        0.1 step Task-1
        0.1 step Task-1
        0.1 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 b'1\n' b'2\n3\n'
        0.1 done Task-1
    )"});
}
