#pragma once
// A TCP socket in memory. It never blocks, as asyncio requires, and behaves like Linux's. Data travels over a
// wire, one for each direction of a link.

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

/// One direction of a link. Data leaves after all the data before it, takes as long as the bandwidth
/// requires, and arrives one latency later.
class wire {
public:
    explicit wire(network& n) : network_(n), link_(n.link()) {}

    double latency() const noexcept { return link_.latency; }
    /// Calls `arrive` with the time of arrival when the data arrives; also returns that time.
    double carry(double when, std::size_t size, std::function<void(double)> arrive);
    /// How many more bytes the wire's buffer can take at `when`.
    std::size_t room(double when) const noexcept;
    /// The time at which half of the wire's buffer is free.
    double half_free() const noexcept;

private:
    network& network_;
    link_settings link_;
    double free_ = 0;  // when everything sent so far will have left
};

class socket final : public counted, public linked<socket> {
public:
    explicit socket(network& n);

    int file() const noexcept { return file_; }
    const address& own() const noexcept { return own_; }
    const std::optional<address>& other() const noexcept { return other_; }
    bool listens() const noexcept { return listens_; }

    /// Throws os_error if the address is in use. Port 0 means any free port.
    void bind(address at);
    void listen();
    /// The next client that has connected; null if there is none.
    ref<socket> accept();

    /// Starts to connect; the socket becomes writable when that has succeeded or failed.
    void connect(const address& to);
    /// Throws the error with which connecting failed, if it did.
    void check_connected() const;

    /// Returns how many of the bytes were accepted; 0 if the call would have to wait. Throws
    /// connection_reset_error and broken_pipe_error.
    std::size_t send(std::string_view bytes);
    /// At most `most` bytes; an empty string at the end of the stream, nullopt if the call would have to
    /// wait.
    std::optional<std::string> receive(std::size_t most);
    /// Ends this direction: the other side sees the end of its stream.
    void shut_down();
    void close();
    /// Makes close() reset the connection for the other side, whatever was read here.
    /// CPython: SO_LINGER with a time of 0.
    void reset_when_closed() noexcept { resets_ = true; }

    /// Reports both directions to the observer, unless the other side already has.
    void announce();
    /// Null if there is no observer.
    const ref<stream_notes>& incoming() const noexcept { return incoming_; }
    const ref<stream_notes>& outgoing() const noexcept { return outgoing_; }

    /// Calls `call` in each iteration in which the socket is ready for `kind`. CPython: loop.add_reader,
    /// add_writer.
    void watch(readiness kind, std::function<void()> call);
    /// CPython: loop.remove_reader, remove_writer.
    void unwatch(readiness kind) noexcept;
    bool is_watched(readiness kind) const noexcept { return watch_of(kind).has_value(); }
    /// Queues that call.
    void queue(readiness kind);
    /// Its loop's network is gone.
    void drop() noexcept;

    transport* user = nullptr;  ///< the transport to notify when the network is gone
    std::uint8_t found = 0;     ///< scratch space while the network looks for ready sockets

private:
    struct watching {
        std::function<void()> call;
        context in;
        std::optional<handle> last;
    };

    ~socket() override;

    // Arrivals, with their times.
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
    ref<socket> peer_;  // dropped on both sides when both are closed
    std::optional<wire> wire_;
    ref<stream_notes> incoming_;
    ref<stream_notes> outgoing_;
    std::exception_ptr error_;
    std::deque<ref<socket>> backlog_;
    std::string unread_;
    std::size_t unacknowledged_ = 0;  // in transit, or unread at the other side
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
