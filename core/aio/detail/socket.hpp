#pragma once
// A TCP socket in memory. It never blocks, as asyncio wants it, and does what Linux's do. What is sent goes
// over a wire, one for each direction of a link.

#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aio/address.hpp"
#include "aio/detail/network.hpp"
#include "aio/detail/ref.hpp"
#include "aio/detail/stream_notes.hpp"
#include "aio/handle.hpp"

namespace aio::detail {

class transport;

/// One direction of a link: what is sent goes after what was sent before, in the time that the bandwidth
/// gives it, and arrives a latency later.
class wire {
public:
    explicit wire(network& n) : network_(n), link_(n.link()) {}

    double latency() const noexcept { return link_.latency; }
    /// `arrive` is called with the moment at which it arrives, which is given too.
    double carry(double when, std::size_t size, std::function<void(double)> arrive);
    /// How many more bytes can wait for it at `when`.
    std::size_t room(double when) const noexcept;
    /// When half of what can wait has gone.
    double half_free() const noexcept;

private:
    network& network_;
    link_settings link_;
    double free_ = 0;  // when all that was sent so far will have gone
};

class socket final : public counted, public linked<socket> {
public:
    explicit socket(network& n);

    int file() const noexcept { return file_; }
    const address& own() const noexcept { return own_; }
    const std::optional<address>& other() const noexcept { return other_; }
    bool listens() const noexcept { return listens_; }

    /// Throws os_error if the address is in use. Port 0 means a free one.
    void bind(address at);
    void listen();
    /// The next client that has connected; null for none.
    ref<socket> accept();

    /// Begins to connect: it can be written to when that has succeeded or failed.
    void connect(const address& to);
    /// Throws what connecting failed with.
    void check_connected() const;

    /// How many of the bytes were taken; 0 if it would have to wait. Throws connection_reset_error and
    /// broken_pipe_error.
    std::size_t send(std::string_view bytes);
    /// At most `most` bytes; none at the end of the stream, nothing if it would have to wait.
    std::optional<std::string> receive(std::size_t most);
    /// Nothing more is sent: the other side comes to an end of its stream.
    void shut_down();
    void close();
    /// close() is a reset for the other side, whatever was read here. CPython: SO_LINGER with no time.
    void reset_when_closed() noexcept { resets_ = true; }

    /// Tells the observer of both directions, unless the other side has done so.
    void announce();
    /// Null if nobody watches.
    const ref<stream_notes>& incoming() const noexcept { return incoming_; }
    const ref<stream_notes>& outgoing() const noexcept { return outgoing_; }

    /// `call` is called in each iteration in which it's ready for that. CPython: loop.add_reader, add_writer.
    void watch(readiness kind, std::function<void()> call);
    /// CPython: loop.remove_reader, remove_writer.
    void unwatch(readiness kind) noexcept;
    bool is_watched(readiness kind) const noexcept { return watch_of(kind).has_value(); }
    /// Queues the call.
    void queue(readiness kind);
    /// Its loop's network is gone.
    void drop() noexcept;

    transport* user = nullptr;  ///< who is to be told of a drop
    std::uint8_t found = 0;     ///< scratch, while the network looks for what's ready

private:
    struct watching {
        std::function<void()> call;
        context in;
        std::optional<handle> last;
    };

    ~socket() override;

    // What arrives, with the moment at which it does.
    void knock(double when, const address& at);
    void refused();
    void connected(double when);
    void received(double when, const std::string& bytes);
    void acknowledged(std::size_t size);
    void was_ended();
    void was_reset();

    void mark() noexcept;
    void note_end() noexcept;
    void throw_error();
    std::optional<watching>& watch_of(readiness kind) noexcept
    {
        return kind == readiness::read ? reader_ : writer_;
    }
    const std::optional<watching>& watch_of(readiness kind) const noexcept
    {
        return kind == readiness::read ? reader_ : writer_;
    }

    network* network_;  // null once it's gone
    const int file_;
    address own_;
    std::optional<address> other_;
    ref<socket> peer_;  // both let go when both are closed
    std::optional<wire> wire_;
    ref<stream_notes> incoming_;
    ref<stream_notes> outgoing_;
    std::exception_ptr error_;
    std::deque<ref<socket>> backlog_;
    std::string unread_;
    std::size_t unacknowledged_ = 0;  // on their way, or unread at the other side
    bool is_connected_ = false;
    bool is_full_ = false;
    bool link_is_full_ = false;
    bool at_end_ = false;
    bool is_shut_ = false;
    bool resets_ = false;
    bool is_gone_ = false;
    bool listens_ = false;
    ready_place can_read_{*this, readiness::read};
    ready_place can_write_{*this, readiness::write};
    std::optional<watching> reader_;
    std::optional<watching> writer_;
};

}  // namespace aio::detail
