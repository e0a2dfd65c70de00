#pragma once
// The network of one loop: its addresses, what is on its way, and which sockets are ready. Bytes travel
// beside all callbacks, as in a kernel: they do so while the loop is held, too. Once in each iteration the
// loop asks what's ready, and a call is queued for each socket that it watches, in the order in which they
// became so. CPython: selectors.BaseSelector, and what's below it.

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

/// What can be done with a socket without waiting.
enum class readiness : std::uint8_t { read, write };

/// A socket's place among those that are ready for something.
struct ready_place : linked<ready_place> {
    ready_place(socket& its_socket, readiness its_kind) : owner(its_socket), kind(its_kind) {}
    socket& owner;
    readiness kind;
};

class network final : public arrivals {
public:
    explicit network(core& c) noexcept : core_(c) {}
    /// Its connections end, and nobody hears of it.
    ~network() override;
    /// The loop's; it's made if there's none yet.
    static network& of(core& c);

    core& get_core() const noexcept { return core_; }
    /// Of links that are made from now on.
    const link_settings& link() const;
    /// `arrive` is called when the loop has come to `when`, or later, while no callback runs. It queues
    /// nothing.
    void add(double when, std::function<void()> arrive) { coming_.add(when, {}, std::move(arrive)); }
    void mark(ready_place& place, bool is_ready) noexcept;

    int new_port() noexcept { return ++last_port_; }
    /// What a system calls a socket by.
    int new_file() noexcept { return ++last_file_; }
    /// Throws os_error if another socket has the address.
    void bind(socket& s, const address& at);
    void unbind(socket& s) noexcept;
    /// Who listens there; null for nobody.
    socket* listener(const address& at) const noexcept;

    double next(double limit) override;
    double next_arrival() const noexcept override { return coming_.next(); }
    void take() override;
    bool anyone_listens() const noexcept override { return listening > 0; }

    std::size_t listening = 0;  ///< how many sockets listen
    list<socket> sockets;       ///< all that there are

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
