#pragma once
// A server: the listening socket, the connected clients, and the tasks that wait for it to close.
// CPython: asyncio.base_events.Server.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aio/coro.hpp"
#include "aio/detail/ref.hpp"
#include "aio/detail/socket.hpp"
#include "aio/detail/stream_protocol.hpp"
#include "aio/detail/transport.hpp"

namespace aio::detail {

class server_state final : public counted {
public:
    server_state(core& c, ref<socket> listener, ref<client_connected> connected, std::int64_t limit,
                 int backlog);

    core& get_core() const noexcept { return *core_; }
    bool is_serving() const noexcept { return is_serving_; }
    bool is_closed() const noexcept { return !listener_; }
    const ref<socket>& listener() const noexcept { return listener_; }

    std::string repr() const;
    void start_serving();
    void close();
    void close_clients();
    void abort_clients();

    static coro<> start(hidden, ref<server_state> self);
    static coro<> serve_forever(hidden, ref<server_state> self);
    static coro<> wait_closed(hidden, ref<server_state> self);

    void attach(transport& t) noexcept { clients_.push_back(t); }
    void detach(transport& t);
    /// The same, without waking any waiter.
    void forget(transport& t) noexcept { clients_.remove(t); }

private:
    ~server_state() override;

    void accept_all();
    class unserved;
    static coro<> accept(hidden, ref<server_state> self, unserved client);
    std::vector<ref<transport>> clients() const;
    void wake();

    const ref<core> core_;
    ref<socket> listener_;  // null once it's closed
    const ref<client_connected> connected_;
    const std::int64_t limit_;
    const int backlog_;
    list<transport> clients_;
    std::optional<std::vector<future<>>> waiters_{std::in_place};  // nullopt once it's closed without clients
    std::optional<future<>> forever_;
    bool is_serving_ = false;
};

}  // namespace aio::detail
