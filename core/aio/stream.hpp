#pragma once
// Streams of bytes between a server and its clients, over a simulated network: nothing leaves the program.
//
//     auto server = co_await aio::start_server(handle, "127.0.0.1", 8000);
//     auto [reader, writer] = co_await aio::open_connection("127.0.0.1", 8000);
//
// All addresses belong to this machine. CPython: asyncio.streams.

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "aio/bytes.hpp"
#include "aio/network_errors.hpp"
#include "aio/server.hpp"
#include "aio/stream_reader.hpp"
#include "aio/stream_writer.hpp"

namespace aio {

/// This side's two ends of a connection.
struct connection {
    stream_reader reader;
    stream_writer writer;
};

struct connection_options {
    std::int64_t limit =
        64 * 1024;  ///< the longest line, in bytes; reading pauses when the buffer exceeds twice that
};

struct server_options {
    std::int64_t limit = 64 * 1024;  ///< of each client's reader
    int backlog = 100;               ///< how many clients may wait to be accepted
    bool start_serving = true;
};

namespace detail {

coro<connection> open_connection(hidden, std::string host, int port, connection_options options);
coro<server> start_server(hidden, ref<client_connected> connected, std::string host, int port,
                          server_options options);

template <class F>
class client_connected_of final : public client_connected {
public:
    explicit client_connected_of(F f) : f_(std::move(f)) {}
    std::optional<coro<>> call(stream_reader reader, stream_writer writer) override
    {
        if constexpr (std::is_void_v<std::invoke_result_t<F&, stream_reader, stream_writer>>) {
            f_(std::move(reader), std::move(writer));
            return std::nullopt;
        } else {
            return f_(std::move(reader), std::move(writer));
        }
    }

private:
    F f_;
};

template <class F>
ref<client_connected> as_client_connected(F f)
{
    using result = std::invoke_result_t<F&, stream_reader, stream_writer>;
    static_assert(
        std::is_void_v<result> || std::is_same_v<result, coro<>>,
        "what start_server calls for each client takes a stream_reader and a stream_writer, and gives a "
        "coro<> or nothing");
    return ref<client_connected>(new client_connected_of<F>(std::move(f)));
}

}  // namespace detail

/// Connects to a server. Suspends until the server's reply arrives: two latencies. Throws
/// connection_refused_error if no server listens there, gai_error if there is no such host, and
/// overflow_error if there is no such port. CPython: asyncio.open_connection.
inline coro<connection> open_connection(std::string host, int port, connection_options options = {})
{
    return detail::open_connection(detail::hidden{"open_connection"}, std::move(host), port, options);
}

/// Starts a server. For each client that connects, it calls `connected(reader, writer)`; if that is a
/// coroutine function, it makes a task of it. `connected` and its captures are kept as long as the server
/// serves or one of these tasks runs. An empty host means all addresses of this machine, port 0 any free
/// port. Suspends for a few iterations, without moving the clock. Throws os_error if the address is in use,
/// gai_error if there is no such host, and overflow_error if there is no such port.
/// CPython: asyncio.start_server.
template <class F>
coro<server> start_server(F connected, std::string host, int port, server_options options = {})
{
    return detail::start_server(detail::hidden{"start_server"},
                                detail::as_client_connected(std::move(connected)), std::move(host), port,
                                options);
}

}  // namespace aio
