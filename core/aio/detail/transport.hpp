#pragma once
// What carries a stream over a socket: it reads when there's something to read, and keeps what can't be sent
// yet. CPython: asyncio.selector_events._SelectorSocketTransport.

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
    /// Queues three calls: `protocol` hears of it, then it begins to read, then `made` gets its result.
    transport(ref<socket> s, ref<stream_protocol> protocol, future<> made, ref<server_state> server);

    core& get_core() const noexcept { return *core_; }
    const address& own() const noexcept { return own_; }
    const address& other() const noexcept { return other_; }
    bool is_closing() const noexcept { return is_closing_; }
    bool is_reading() const noexcept { return !is_closing_ && !is_paused_; }

    /// What the observer hears of each direction; null if nobody watches.
    const ref<stream_notes>& incoming() const noexcept { return incoming_; }
    const ref<stream_notes>& outgoing() const noexcept { return outgoing_; }

    void pause_reading();
    void resume_reading();
    void write(std::string_view bytes);
    void write_lines(const std::deque<std::string>& lines);
    void write_eof();
    /// What's in the buffer is sent first.
    void close();
    /// At once.
    void abort() { force_close(nullptr); }
    void reset_when_closed() noexcept;

    std::size_t buffer_size() const noexcept { return buffered_; }
    /// The limits between which the protocol is asked to pause: the low one, then the high one.
    std::pair<std::uint64_t, std::uint64_t> limits() const noexcept { return {low_, high_}; }
    void set_limits(std::optional<std::int64_t> high, std::optional<std::int64_t> low);

    /// The loop's network is gone: there's nobody to tell.
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
    std::deque<std::string> buffer_;  // what waits for the socket
    std::size_t buffered_ = 0;        // its bytes
    std::uint64_t high_ = usual_high;
    std::uint64_t low_ = usual_high / 4;
    bool is_lost_ = false;  // the protocol has been told so, or will be
    bool is_closing_ = false;
    bool is_paused_ = false;
    bool has_ended_ = false;  // write_eof was called
    bool protocol_is_paused_ = false;
};

}  // namespace aio::detail
