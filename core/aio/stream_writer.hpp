#pragma once
// The sending end of a stream of bytes. CPython: asyncio.StreamWriter.

#include <concepts>
#include <cstdint>
#include <deque>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "aio/address.hpp"
#include "aio/detail/reader_state.hpp"
#include "aio/detail/stream_protocol.hpp"
#include "aio/detail/transport.hpp"

namespace aio {

namespace detail {

class writer_state final : public counted {
public:
    writer_state(ref<transport> t, ref<stream_protocol> p, ref<reader_state> r) noexcept
        : its_transport(std::move(t)), protocol(std::move(p)), reader(std::move(r))
    {}

    static coro<> drain(hidden, ref<writer_state> self);
    static coro<> wait_closed(hidden, ref<writer_state> self);

    const ref<transport> its_transport;
    const ref<stream_protocol> protocol;
    const ref<reader_state> reader;

private:
    ~writer_state() override;
};

}  // namespace detail

/// A handle: copies are the same writer. The connection is closed when the last one goes away.
class stream_writer {
public:
    explicit stream_writer(detail::ref<detail::writer_state> state) noexcept : state_(std::move(state)) {}

    /// Sends as many of the `bytes` as the network accepts at once, and keeps the rest in the buffer. Never
    /// suspends: await drain() afterwards. Throws runtime_error after write_eof(). Does nothing if the
    /// connection is lost; drain() throws that error. CPython: StreamWriter.write.
    void write(std::string_view bytes) const { wire().write(bytes); }
    /// Writes several pieces at once; throws as write does. CPython 3.14 never gets rid of an empty last
    /// piece, so its loop spins; aio drops it. CPython: StreamWriter.writelines.
    template <class R>
    requires std::convertible_to<decltype(*std::begin(std::declval<R&>())), std::string_view>
    void writelines(R&& lines) const
    {
        std::deque<std::string> all;
        for (auto&& line : lines) {
            all.emplace_back(std::string_view(line));
        }
        wire().write_lines(all);
    }
    /// Suspends while the buffer is above its upper limit, until it has fallen to the lower one; while the
    /// connection is closing, it suspends for one turn. Throws the error with which the connection was lost,
    /// or connection_reset_error if close() ended it. CPython: StreamWriter.drain.
    coro<> drain() const { return detail::writer_state::drain(detail::hidden{"StreamWriter.drain"}, state_); }

    /// Ends the stream: once the buffer is sent, the other side sees the end. This side can still read.
    /// CPython: StreamWriter.write_eof.
    void write_eof() const { wire().write_eof(); }
    bool can_write_eof() const noexcept { return true; }
    /// Closes the connection once the buffer is sent. Doesn't suspend. CPython: StreamWriter.close.
    void close() const { wire().close(); }
    bool is_closing() const noexcept { return wire().is_closing(); }
    /// Suspends until the connection is closed. Throws the error with which it was lost.
    /// CPython: StreamWriter.wait_closed.
    coro<> wait_closed() const
    {
        return detail::writer_state::wait_closed(detail::hidden{"StreamWriter.wait_closed"}, state_);
    }

    /// This side's address, and the other side's. CPython: StreamWriter.get_extra_info.
    address sockname() const { return wire().own(); }
    address peername() const { return wire().other(); }

    /// Closes the connection at once, and drops the buffer. CPython: writer.transport.abort.
    void abort() const { wire().abort(); }
    /// Makes closing reset the connection, so that the other side gets connection_reset_error.
    /// CPython: the socket option SO_LINGER.
    void reset_when_closed() const noexcept { wire().reset_when_closed(); }
    /// The number of bytes in the buffer. CPython: writer.transport.get_write_buffer_size.
    std::size_t get_write_buffer_size() const noexcept { return wire().buffer_size(); }
    /// The lower and the upper limit, in bytes. CPython: writer.transport.get_write_buffer_limits.
    std::pair<std::uint64_t, std::uint64_t> get_write_buffer_limits() const noexcept
    {
        return wire().limits();
    }
    /// Sets the limits, in bytes. If only one is given, the lower limit is a quarter of the upper; if
    /// neither, both get their defaults. Throws value_error unless high >= low >= 0.
    /// CPython: writer.transport.set_write_buffer_limits.
    void set_write_buffer_limits(std::optional<std::int64_t> high = {},
                                 std::optional<std::int64_t> low = {}) const
    {
        wire().set_limits(high, low);
    }

private:
    detail::transport& wire() const noexcept { return *state_->its_transport; }

    detail::ref<detail::writer_state> state_;
};

}  // namespace aio
