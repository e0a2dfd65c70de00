#pragma once
// The network of one loop: its addresses, the data in transit, and the sockets that are ready. Data travels
// independently of callbacks, as in a kernel: also while a callback holds the loop. Once in each iteration
// the loop asks which sockets are ready; a call is queued for each one that it watches, in the order in which
// they became ready. CPython: selectors.BaseSelector, and everything below it.

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "aio/address.hpp"
#include "aio/detail/arrivals.hpp"
#include "aio/detail/list.hpp"
#include "aio/detail/moments.hpp"

namespace aio::detail {

class core;
class socket;

/// An operation for which a socket is ready, so that it won't have to wait.
enum class readiness : std::uint8_t { read, write };

/// A socket's entry in the list of those that are ready for an operation.
struct ready_place : linked<ready_place> {
    ready_place(socket& its_socket, readiness its_kind) : owner(its_socket), kind(its_kind) {}
    socket& owner;
    readiness kind;
};

class network final : public arrivals {
public:
    explicit network(core& c) noexcept : core_(c) {}
    /// Ends all connections, without notifying anything.
    ~network() override;
    /// The network of the loop `c`; made if there is none yet.
    static network& of(core& c);

    core& get_core() const noexcept { return core_; }
    /// The settings of links that are made from now on.
    const link_settings& link() const;
    /// Makes `arrive` run once the loop's clock has reached `when`, between callbacks. It must not queue
    /// anything.
    void add(double when, std::function<void()> arrive) { coming_.add(when, {}, std::move(arrive)); }
    void mark(ready_place& place, bool is_ready) noexcept;

    int new_port() noexcept { return ++last_port_; }
    /// The number by which a system would identify a socket.
    int new_file() noexcept { return ++last_file_; }
    /// Throws os_error if another socket has the address.
    void bind(socket& s, const address& at);
    void unbind(socket& s) noexcept;
    /// The socket that listens at this address; null if there is none.
    socket* listener(const address& at) const noexcept;

    double next(double limit) override;
    double next_arrival() const noexcept override { return coming_.next(); }
    void take() override;
    bool anyone_listens() const noexcept override { return listening > 0; }

    std::size_t listening = 0;  ///< how many sockets are listening
    list<socket> sockets;       ///< all existing sockets

private:
    bool is_anything_watched() const noexcept;

    core& core_;
    moments coming_;
    list<ready_place> ready_;
    std::vector<std::pair<address, socket*>> bound_;
    int last_port_ = 49152;
    int last_file_ = 100;
};

}  // namespace aio::detail
