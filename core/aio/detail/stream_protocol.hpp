#pragma once
// Connects a transport with the two ends of a stream: feeds the reader, and makes writers wait while the
// buffer is too full. CPython: asyncio.streams.StreamReaderProtocol.

#include <exception>
#include <functional>
#include <list>
#include <optional>
#include <string_view>

#include "aio/coro.hpp"
#include "aio/detail/ref.hpp"
#include "aio/future.hpp"

namespace aio {

class stream_reader;
class stream_writer;

namespace detail {

class reader_state;
class transport;

/// The function that a server calls for each client. Shared by all of them; it and its captures live as long
/// as one of its coroutines runs.
class client_connected : public counted {
public:
    /// Returns a coroutine to make a task of, or nullopt.
    virtual std::optional<coro<>> call(stream_reader reader, stream_writer writer) = 0;
};

class stream_protocol final : public counted {
public:
    /// Keeps `reader` alive until the connection is made, if there is a `connected` to pass it to.
    stream_protocol(core& c, const ref<reader_state>& reader, ref<client_connected> connected);

    void connection_made(const ref<transport>& t);
    void connection_lost(const std::exception_ptr& error);
    void data_received(std::string_view bytes);
    void eof_received();
    void pause_writing() noexcept { is_paused_ = true; }
    void resume_writing();
    /// The reader is gone.
    void forget_reader() noexcept { reader_ = nullptr; }
    /// The loop's network is gone.
    void dropped() noexcept;

    /// Suspends while writing is paused. Throws connection_reset_error once the connection is lost.
    coro<> drain(hidden);
    /// Done when the connection is lost.
    const future<>& closed() const noexcept { return closed_; }

private:
    ~stream_protocol() override;

    const ref<core> core_;
    reader_state* reader_;              // null once it's gone
    ref<reader_state> reader_for_now_;  // a server's, until the connection is made
    ref<client_connected> connected_;   // null for a client
    ref<transport> transport_;
    future<> closed_;
    std::list<future<>> drains_;  // the tasks that wait until writing is resumed
    bool is_paused_ = false;
    bool is_lost_ = false;
};

}  // namespace detail
}  // namespace aio
