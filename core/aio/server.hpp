#pragma once
// The result of start_server. CPython: asyncio.Server.

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "aio/address.hpp"
#include "aio/detail/server_state.hpp"

namespace aio {

/// A handle: copies are the same server. It's also a context manager: at the end of the block it closes the
/// server and waits until its clients have gone. A server that is serving keeps serving when its last handle
/// goes away.
class server {
public:
    explicit server(detail::ref<detail::server_state> state) noexcept : state_(std::move(state)) {}

    /// True if clients can connect. CPython: Server.is_serving.
    bool is_serving() const noexcept { return state_->is_serving(); }
    /// The addresses to which it's bound; empty once it's closed. CPython: Server.sockets, and getsockname of
    /// each.
    std::vector<address> sockets() const;
    /// Starts listening, if the server was made without that. Suspends for one iteration. Throws type_error
    /// if the server is closed. CPython: Server.start_serving.
    coro<> start_serving() const
    {
        return detail::server_state::start(detail::hidden{"Server.start_serving"}, state_);
    }
    /// Serves until the task is cancelled or the server is closed. Then it closes the server, waits until its
    /// clients have gone, and throws cancelled_error. Throws runtime_error if another task awaits this
    /// already, or if the server is closed. CPython: Server.serve_forever.
    coro<> serve_forever() const
    {
        return detail::server_state::serve_forever(detail::hidden{"Server.serve_forever"}, state_);
    }
    /// Stops listening; connected clients stay connected. CPython: Server.close.
    void close() const { state_->close(); }
    /// Closes all clients' connections: close_clients once their buffers are sent, abort_clients at once.
    /// Neither suspends. CPython: Server.close_clients, Server.abort_clients.
    void close_clients() const { state_->close_clients(); }
    void abort_clients() const { state_->abort_clients(); }
    /// Suspends until the server is closed and its last client has gone. CPython: Server.wait_closed.
    coro<> wait_closed() const
    {
        return detail::server_state::wait_closed(detail::hidden{"Server.wait_closed"}, state_);
    }

    coro<server> enter() const { return enter(detail::hidden{"AbstractServer.__aenter__"}, *this); }
    coro<> exit(std::exception_ptr) const { return exit(detail::hidden{"AbstractServer.__aexit__"}, *this); }

    /// The text that Python's repr() writes.
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
