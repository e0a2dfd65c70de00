#include "aio/detail/server_state.hpp"

#include "aio/detail/core.hpp"
#include "aio/detail/reader_state.hpp"
#include "aio/detail/waiter.hpp"
#include "aio/server.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"

namespace aio {

std::vector<address> server::sockets() const
{
    return state_->is_closed() ? std::vector<address>() : std::vector<address>{state_->listener()->own()};
}

namespace detail {

/// A client's socket, closed unless a transport takes it.
class server_state::unserved {
public:
    explicit unserved(ref<socket> s) noexcept : socket_(std::move(s)) {}
    unserved(unserved&&) noexcept = default;
    unserved& operator=(unserved&&) = delete;
    ~unserved()
    {
        if (socket_) {
            socket_->close();
        }
    }
    ref<socket> take() noexcept { return std::exchange(socket_, nullptr); }

private:
    ref<socket> socket_;
};

server_state::server_state(core& c, ref<socket> listener, ref<client_connected> connected, std::int64_t limit,
                           int backlog)
    : core_(&c),
      listener_(std::move(listener)),
      connected_(std::move(connected)),
      limit_(limit),
      backlog_(backlog)
{}

server_state::~server_state() = default;

std::string server_state::repr() const
{
    if (!listener_) {
        return "<Server sockets=()>";
    }
    return "<Server sockets=(<asyncio.TransportSocket fd=" + std::to_string(listener_->file()) +
           ", family=2, type=1, proto=6, laddr=" + str(listener_->own()) + ">,)>";
}

void server_state::start_serving()
{
    if (is_serving_) {
        return;
    }
    is_serving_ = true;
    if (!listener_) {
        throw type_error("'NoneType' object is not iterable");  // CPython's own slip, if the server is closed
    }
    listener_->listen();
    listener_->watch(readiness::read, [self = ref(this)] { self->accept_all(); });
}

coro<> server_state::start(hidden, ref<server_state> self)
{
    self->start_serving();
    co_await sleep(0);
}

void server_state::accept_all()
{
    for (int left = backlog_; left >= 0; --left) {
        const ref<socket> client = listener_->accept();
        if (!client) {
            return;
        }
        const task<> accepted(core_->user(),
                              accept(hidden{"_accept_connection2"}, ref(this), unserved(client)));
    }
}

// CPython doesn't report errors here, either.
coro<> server_state::accept(hidden, ref<server_state> self, unserved client)
{
    try {
        core& c = *self->core_;
        const ref<reader_state> reader(new reader_state(c, self->limit_));
        const waiter made(c, wait_kind::future);
        const ref<stream_protocol> protocol(new stream_protocol(c, reader, self->connected_));
        const ref<socket> taken = client.take();
        if (self->is_closed()) {
            co_return;  // CPython leaves the client to its garbage collector here
        }
        const ref<transport> t(new transport(taken, protocol, made, self));
        std::exception_ptr error;
        try {
            co_await made;
        } catch (...) {
            error = std::current_exception();
        }
        if (error) {
            t->close();
        }
    } catch (...) {
    }
}

std::vector<ref<transport>> server_state::clients() const
{
    std::vector<ref<transport>> all;
    for (transport* t = clients_.first(); t; t = list<transport>::after(*t)) {
        all.emplace_back(t);
    }
    return all;
}

void server_state::close_clients()
{
    for (const ref<transport>& t : clients()) {
        t->close();
    }
}

void server_state::abort_clients()
{
    for (const ref<transport>& t : clients()) {
        t->abort();
    }
}

void server_state::detach(transport& t)
{
    clients_.remove(t);
    if (clients_.empty() && !listener_) {
        wake();
    }
}

void server_state::wake()
{
    const auto waiting = std::exchange(waiters_, std::nullopt);
    for (const future<>& each : waiting.value_or(std::vector<future<>>())) {
        if (!each.done()) {
            each.set_result();
        }
    }
}

void server_state::close()
{
    const ref<server_state> self(this);
    const ref<socket> listener = std::exchange(listener_, nullptr);
    if (!listener) {
        return;
    }
    listener->unwatch(readiness::read);
    listener->close();
    is_serving_ = false;
    if (forever_ && !forever_->done()) {
        std::exchange(forever_, std::nullopt)->cancel();
    }
    if (clients_.empty()) {
        wake();
    }
}

coro<> server_state::serve_forever(hidden, ref<server_state> self)
{
    if (self->forever_) {
        throw runtime_error("server " + self->repr() + " is already being awaited on serve_forever()");
    }
    if (!self->listener_) {
        throw runtime_error("server " + self->repr() + " is closed");
    }
    self->start_serving();
    const waiter forever(*self->core_, wait_kind::future);
    self->forever_ = forever;
    std::exception_ptr cancellation;
    try {
        co_await forever;
    } catch (const cancelled_error&) {
        cancellation = std::current_exception();
    }
    if (!cancellation) {
        self->forever_.reset();
        co_return;
    }
    self->close();
    try {
        co_await wait_closed(hidden{}, self);
    } catch (...) {
        cancellation = std::current_exception();
    }
    self->forever_.reset();
    std::rethrow_exception(cancellation);
}

coro<> server_state::wait_closed(hidden, ref<server_state> self)
{
    if (!self->waiters_) {
        co_return;
    }
    const waiter closed(*self->core_, wait_kind::future);
    self->waiters_->push_back(closed);
    co_await closed;
}

}  // namespace detail
}  // namespace aio
