#pragma once
// Carries a stream over a socket: reads when there is something to read, and buffers what can't be sent yet.
// CPython: asyncio.selector_events._SelectorSocketTransport.

#include <cstdint>
#include <deque>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "aio/detail/ref.hpp"
#include "aio/detail/socket.hpp"
#include "aio/future.hpp"

namespace aio::detail {

class server_state;
class stream_protocol;

class transport final : public counted, public linked<transport> {
public:
    /// Queues three calls: one tells `protocol` that the connection is made, one starts reading, and one sets
    /// the result of `made`.
    transport(ref<socket> s, ref<stream_protocol> protocol, future<> made, ref<server_state> server);

    core& get_core() const noexcept { return *core_; }
    const address& own() const noexcept { return own_; }
    const address& other() const noexcept { return other_; }
    bool is_closing() const noexcept { return is_closing_; }
    bool is_reading() const noexcept { return !is_closing_ && !is_paused_; }

    /// The reports of each direction to the observer; null if there is none.
    const ref<stream_notes>& incoming() const noexcept { return incoming_; }
    const ref<stream_notes>& outgoing() const noexcept { return outgoing_; }

    void pause_reading();
    void resume_reading();
    void write(std::string_view bytes);
    void write_lines(const std::deque<std::string>& lines);
    void write_eof();
    /// Closes the connection once the buffer is sent.
    void close();
    /// Closes the connection at once.
    void abort() { force_close(nullptr); }
    void reset_when_closed() noexcept;

    std::size_t buffer_size() const noexcept { return buffered_; }
    /// The buffer sizes at which the protocol is asked to resume and to pause: the low limit, then the high
    /// one.
    std::pair<std::uint64_t, std::uint64_t> limits() const noexcept { return {low_, high_}; }
    void set_limits(std::optional<std::int64_t> high, std::optional<std::int64_t> low);

    /// The loop's network is gone; nothing is notified.
    void dropped() noexcept;

private:
    static constexpr std::int64_t usual_high = 64 * 1024;

    ~transport() override;

    void start_reading();
    void read_ready();
    void receive(const std::string& bytes);
    void write_ready();
    void send_buffer();
    void pause_protocol();
    void resume_protocol();
    /// False once the connection is lost: what's written then is dropped, and from the fifth time on that's reported.
    bool can_write();
    void force_close(std::exception_ptr error);
    void lose(std::exception_ptr error);
    void call_lose(std::exception_ptr error);

    const ref<core> core_;
    ref<socket> socket_;  // null once the connection is lost
    ref<stream_protocol> protocol_;
    ref<server_state> server_;
    address own_;
    address other_;
    ref<stream_notes> incoming_;
    ref<stream_notes> outgoing_;
    std::deque<std::string> buffer_;  // data that waits for the socket
    std::size_t buffered_ = 0;        // its size in bytes
    std::uint64_t high_ = usual_high;
    std::uint64_t low_ = usual_high / 4;
    int lost_writes_ = 0;   // since the connection was lost
    bool is_lost_ = false;  // the protocol knows, or will
    bool is_closing_ = false;
    bool is_paused_ = false;
    bool has_ended_ = false;  // write_eof was called
    bool protocol_is_paused_ = false;
};

}  // namespace aio::detail
