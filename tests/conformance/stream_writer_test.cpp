// How a writer is held back.

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

TEST_CASE("drain waits for a slow reader")
{
    constexpr std::size_t size = 1 << 20;
    const auto main = []() -> coro<> {
        aio::event may_read;
        const auto slow = [](aio::event& go, stream_reader reader, stream_writer writer) -> coro<> {
            co_await go.wait();
            std::size_t total = 0;
            int reads = 0;
            for (;;) {
                const std::string data = co_await reader.read(1 << 16);
                if (data.empty()) {
                    break;
                }
                total += data.size();
                ++reads;
            }
            print("got", total, reads);
            writer.close();
        };
        const auto server =
            co_await start_server([&](stream_reader r, stream_writer w) { return slow(may_read, r, w); },
                                  here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.write(std::string(size, '\0'));
        print(writer.get_write_buffer_size());
        const auto drain = aio::create_task(writer.drain());
        const auto other = aio::create_task(writer.drain());
        co_await aio::sleep(0.3);
        print("drained", drain.done());
        other.cancel();
        may_read.set();
        co_await drain;
        print("drained", writer.get_write_buffer_size());
        writer.close();
        print("closing", writer.get_write_buffer_size());
        co_await writer.wait_closed();
        print("closed");
        print(bytes_repr(co_await reader.read()));
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        size = 1 << 20
        async def main():
            may_read = asyncio.Event()
            async def slow(reader, writer):
                await may_read.wait()
                total = reads = 0
                while data := await reader.read(1 << 16):
                    total += len(data)
                    reads += 1
                print("got", total, reads)
                writer.close()
            server = await asyncio.start_server(slow, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.write(bytes(size))
            print(writer.transport.get_write_buffer_size())
            drain = asyncio.create_task(writer.drain())
            other = asyncio.create_task(writer.drain())
            await asyncio.sleep(0.3)
            print("drained", drain.done())
            other.cancel()
            may_read.set()
            await drain
            print("drained", writer.transport.get_write_buffer_size())
            writer.close()
            print("closing", writer.transport.get_write_buffer_size())
            await writer.wait_closed()
            print("closed")
            print(await reader.read())
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
        0.1 task=Task-1 786432
        0.1 create Task-5
        0.1 create Task-6
        0.1 step Task-5
        0.1 step Task-6
        0.4 step Task-1
        0.4 task=Task-1 drained False
        0.4 cancel Task-6
        0.4 step Task-6
        0.4 cancelled Task-6
        0.4 step Task-4
        0.4 step Task-4
        0.5 step Task-4
        0.55 step Task-5
        0.55 done Task-5
        0.55 step Task-1
        0.55 task=Task-1 drained 0
        0.55 task=Task-1 closing 0
        0.55 step Task-1
        0.55 task=Task-1 closed
        0.55 task=Task-1 b''
        0.6 step Task-4
        0.6 step Task-4
        0.6 task=Task-4 got 1048576 16
        0.6 done Task-4
        1.55 step Task-1
        1.55 done Task-1
    )"});
}

TEST_CASE("the limits of a write buffer decide when drain waits")
{
    const auto sink = [](stream_reader reader, stream_writer writer) -> coro<> {
        print("got", (co_await reader.read()).size());
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        aio::loop::running().set_link({.latency = 0.1, .bandwidth = 10000});
        const auto server = co_await start_server(sink, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        const auto [usual_low, usual_high] = writer.get_write_buffer_limits();
        print(usual_low, usual_high);
        writer.set_write_buffer_limits(1000, 100);
        std::string said;
        try {
            writer.set_write_buffer_limits(100, 1000);
        } catch (const aio::value_error& e) {
            said = e.what();
        }
        print(said);
        for (int n = 0; n != 5; ++n) {
            writer.write(std::string(9000, 'x'));
            co_await writer.drain();
            print("drained", writer.get_write_buffer_size());
        }
        writer.writelines(std::vector<std::string>{std::string(20000, 'a'), "b", std::string(5000, 'c')});
        writer.write_eof();
        co_await writer.drain();
        print("drained", writer.get_write_buffer_size());
        print(bytes_repr(co_await reader.read()));
    };
    check_same(main, {R"py(
        # latency 0.1, bandwidth 10000
        async def sink(reader, writer):
            print("got", len(await reader.read()))
            writer.close()
        async def main():
            server = await asyncio.start_server(sink, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            print(*writer.transport.get_write_buffer_limits())
            writer.transport.set_write_buffer_limits(1000, 100)
            try:
                writer.transport.set_write_buffer_limits(100, 1000)
            except ValueError as e:
                print(e)
            for n in range(5):
                writer.write(b"x" * 9000)
                await writer.drain()
                print("drained", writer.transport.get_write_buffer_size())
            writer.writelines([b"a" * 20000, b"b", b"c" * 5000])
            writer.write_eof()
            await writer.drain()
            print("drained", writer.transport.get_write_buffer_size())
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
        0.1 create Task-3
        0.1 step Task-3
        0.1 create Task-4
        0.1 step Task-4
        0.1 step Task-3
        0.1 done Task-3
        0.2 step Task-1
        0.2 step Task-1
        0.2 task=Task-1 16384 65536
        0.2 task=Task-1 high (100) must be >= low (1000) must be >= 0
        0.2 task=Task-1 drained 0
        1.0191 step Task-1
        1.0191 task=Task-1 drained 0
        1.2 step Task-4
        1.8382 step Task-1
        1.8382 task=Task-1 drained 0
        1.9383 step Task-4
        2.1 step Task-4
        2.6574 step Task-1
        2.6574 task=Task-1 drained 0
        2.7574 step Task-4
        3 step Task-4
        3.4766 step Task-1
        3.4766 task=Task-1 drained 0
        3.5766 step Task-4
        3.9 step Task-4
        4.3958 step Task-4
        4.8 step Task-4
        5.2149 step Task-4
        5.9339 step Task-1
        5.9339 task=Task-1 drained 0
        6.034 step Task-4
        6.8531 step Task-4
        7.3001 step Task-4
        7.3001 step Task-4
        7.3001 task=Task-4 got 70001
        7.3001 done Task-4
        7.4001 step Task-1
        7.4001 task=Task-1 b''
        7.4001 done Task-1
    )"});
}

TEST_CASE("many pieces take more than one turn to send")
{
    const auto sink = [](stream_reader reader, stream_writer writer) -> coro<> {
        print("got", (co_await reader.read()).size());
        writer.close();
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server(sink, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        writer.writelines(std::vector<std::string>(2000, "a"));
        print(writer.get_write_buffer_size());
        writer.close();
        co_await writer.wait_closed();
        print("closed");
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def sink(reader, writer):
            print("got", len(await reader.read()))
            writer.close()
        async def main():
            server = await asyncio.start_server(sink, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            writer.writelines([b"a"] * 2000)
            print(writer.transport.get_write_buffer_size())
            writer.close()
            await writer.wait_closed()
            print("closed")
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
        0.1 task=Task-1 976
        0.1 step Task-1
        0.1 task=Task-1 closed
        0.15 step Task-4
        0.15 step Task-4
        0.15 task=Task-4 got 2000
        0.15 done Task-4
        1.1 step Task-1
        1.1 done Task-1
    )"});
}

TEST_CASE("a writer's limits can be set with one of them or both")
{
    const auto set = [](const stream_writer& writer, std::optional<int> high, std::optional<int> low) {
        std::string said;
        try {
            writer.set_write_buffer_limits(high, low);
            const auto [lower, upper] = writer.get_write_buffer_limits();
            said = std::to_string(lower) + " " + std::to_string(upper);
        } catch (const aio::value_error& e) {
            said = e.what();
        }
        print(said);
    };
    const auto main = [&]() -> coro<> {
        const auto server = co_await start_server([](stream_reader, stream_writer) {}, here, 8000);
        auto [reader, writer] = co_await open_connection(here, 8000);
        set(writer, 100, {});
        set(writer, {}, 100);
        set(writer, -1, {});
        set(writer, 100, -1);
        set(writer, 1, 2);
        set(writer, 0, 0);
        set(writer, {}, {});
    };
    check_same(main, {R"py(
        def set(writer, high, low):
            try:
                writer.transport.set_write_buffer_limits(high, low)
                print(*writer.transport.get_write_buffer_limits())
            except ValueError as e:
                print(e)
        async def main():
            server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 8000)
            reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
            set(writer, 100, None)
            set(writer, None, 100)
            set(writer, -1, None)
            set(writer, 100, -1)
            set(writer, 1, 2)
            set(writer, 0, 0)
            set(writer, None, None)
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
        0.1 task=Task-1 25 100
        0.1 task=Task-1 100 400
        0.1 task=Task-1 high (-1) must be >= low (-1) must be >= 0
        0.1 task=Task-1 high (100) must be >= low (-1) must be >= 0
        0.1 task=Task-1 high (1) must be >= low (2) must be >= 0
        0.1 task=Task-1 0 0
        0.1 task=Task-1 16384 65536
        0.1 done Task-1
    )"});
}
