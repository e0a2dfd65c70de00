#pragma once
// What start_server gives. CPython: asyncio.Server.

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "aio/address.hpp"
#include "aio/detail/server_state.hpp"

namespace aio {

/// A handle: copies are the same server. It's a context manager, too: leaving it closes the server and waits
/// until its clients have gone. When the last handle is gone a server that serves goes on.
class server {
public:
    explicit server(detail::ref<detail::server_state> state) noexcept : state_(std::move(state)) {}

    /// Clients can connect. CPython: Server.is_serving.
    bool is_serving() const noexcept { return state_->is_serving(); }
    /// Where it listens; nowhere once it's closed. CPython: Server.sockets, and getsockname of each.
    std::vector<address> sockets() const;
    /// Listens, if it was made without. Takes one iteration. Throws type_error once it's closed.
    /// CPython: Server.start_serving.
    coro<> start_serving() const
    {
        return detail::server_state::start(detail::hidden{"Server.start_serving"}, state_);
    }
    /// Serves until it's cancelled, then closes and waits for its clients' end. Throws runtime_error when
    /// it's awaited already, or closed. CPython: Server.serve_forever.
    coro<> serve_forever() const
    {
        return detail::server_state::serve_forever(detail::hidden{"Server.serve_forever"}, state_);
    }
    /// Stops listening; clients that are connected stay so. CPython: Server.close.
    void close() const { state_->close(); }
    /// CPython: Server.close_clients, Server.abort_clients.
    void close_clients() const { state_->close_clients(); }
    void abort_clients() const { state_->abort_clients(); }
    /// Suspends until it's closed and its last client has gone. CPython: Server.wait_closed.
    coro<> wait_closed() const
    {
        return detail::server_state::wait_closed(detail::hidden{"Server.wait_closed"}, state_);
    }

    coro<server> enter() const { return enter(detail::hidden{"AbstractServer.__aenter__"}, *this); }
    coro<> exit(std::exception_ptr) const { return exit(detail::hidden{"AbstractServer.__aexit__"}, *this); }

    /// As Python writes it.
    friend std::string str(const server& s) { return s.state_->repr(); }
    friend std::string repr(const server& s) { return s.state_->repr(); }

private:
    static coro<server> enter(detail::hidden, server self) { co_return self; }
    static coro<> exit(detail::hidden, server self)
    {
        self.close();
        co_await self.wait_closed();
    }

    detail::ref<detail::server_state> state_;
};

}  // namespace aio
