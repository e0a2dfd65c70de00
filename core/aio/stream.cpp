#include "aio/stream.hpp"

#include <algorithm>
#include <cctype>

#include "aio/detail/core.hpp"
#include "aio/detail/waiter.hpp"
#include "aio/gather.hpp"
#include "aio/sleep.hpp"

namespace aio::detail {

namespace {

constexpr const char* local_names[] = {"localhost", "localhost.localdomain", "ip6-localhost"};
constexpr int no_such_name = -2;

bool is_number(const std::string& host)
{
    int parts = 0;
    std::size_t at = 0;
    while (at <= host.size()) {
        const std::size_t end = std::min(host.find('.', at), host.size());
        const std::string part = host.substr(at, end - at);
        if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0') ||
            part.find_first_not_of("0123456789") != std::string::npos || std::stoi(part) > 255) {
            return false;
        }
        ++parts;
        at = end + 1;
    }
    return parts == 4;
}

// Looks names up without waiting. An empty host means all of this machine's addresses for a server, and the
// machine's own for a client.
address resolve(const std::string& host, int port, bool to_listen)
{
    if (host.empty()) {
        return {to_listen ? any_host : this_host, port};
    }
    if (is_number(host)) {
        return {host, port};
    }
    if (std::find(std::begin(local_names), std::end(local_names), host) == std::end(local_names)) {
        throw gai_error(no_such_name, "Name or service not known");
    }
    return {this_host, port};
}

coro<address> look_up(hidden, std::string host, int port)
{
    co_return resolve(host, port, true);
}

// Finishes its waiter when the socket is connected, or has failed to connect.
void connect(const ref<socket>& s, const address& to, const future<>& connected)
{
    s->connect(to);
    s->watch(readiness::write, [s = s.get(), connected] {
        if (connected.done()) {
            return;
        }
        try {
            s->check_connected();
        } catch (...) {
            connected.set_exception(std::current_exception());
            return;
        }
        connected.set_result();
    });
    connected.add_done_callback([s](const future<>&) { s->unwatch(readiness::write); });
}

coro<ref<socket>> connected_socket(hidden, core& c, address to)
{
    class closing {
    public:
        explicit closing(ref<socket> s) : socket_(std::move(s)) {}
        closing(const closing&) = delete;
        closing& operator=(const closing&) = delete;
        ~closing()
        {
            if (socket_) {
                socket_->close();
            }
        }
        ref<socket> keep() { return std::exchange(socket_, nullptr); }
        const ref<socket>& get() const noexcept { return socket_; }

    private:
        ref<socket> socket_;
    };
    closing s(ref<socket>(new socket(network::of(c))));
    const waiter connected(c, wait_kind::connection);
    connect(s.get(), to, connected);
    co_await connected;
    co_return s.keep();
}

}  // namespace

coro<connection> open_connection(hidden, std::string host, int port, connection_options options)
{
    core& c = core::running();
    const ref<reader_state> reader(new reader_state(c, options.limit));
    const ref<stream_protocol> protocol(new stream_protocol(c, reader, nullptr));
    const ref<socket> s = co_await connected_socket(hidden{}, c, resolve(host, port, false));
    const waiter made(c, wait_kind::connection);
    const ref<transport> t(new transport(s, protocol, made, nullptr));
    std::exception_ptr error;
    try {
        co_await made;
    } catch (...) {
        error = std::current_exception();
    }
    if (error) {
        t->close();
        std::rethrow_exception(error);
    }
    co_return connection{stream_reader(reader),
                         stream_writer(ref<writer_state>(new writer_state(t, protocol, reader)))};
}

// CPython looks a host up in a separate task.
coro<server> start_server(hidden, ref<client_connected> connected, std::string host, int port,
                          server_options options)
{
    core& c = core::running();
    const auto [at] = co_await gather(look_up(hidden{"_create_server_getaddrinfo"}, std::move(host), port));
    const ref<socket> listener(new socket(network::of(c)));
    try {
        listener->bind(at);
    } catch (const os_error& e) {
        std::string reason = e.what();
        std::transform(reason.begin(), reason.end(), reason.begin(),
                       [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
        throw os_error(e.number().value_or(0),
                       "error while attempting to bind on address " + str(at) + ": " + reason);
    }
    const ref<server_state> state(
        new server_state(c, listener, std::move(connected), options.limit, options.backlog));
    if (options.start_serving) {
        state->start_serving();
        co_await sleep(0);
    }
    co_return server(state);
}

writer_state::~writer_state()
{
    if (!its_transport->is_closing() && !its_transport->get_core().is_closed()) {
        its_transport->close();
    }
}

// While the connection is closing, this takes one turn, in which it can close: otherwise a loop of write and
// drain would never see the end.
coro<> writer_state::drain(hidden, ref<writer_state> self)
{
    if (self->reader->exception()) {
        std::rethrow_exception(self->reader->exception());
    }
    if (self->its_transport->is_closing()) {
        co_await sleep(0);
    }
    co_await self->protocol->drain(hidden{});
}

coro<> writer_state::wait_closed(hidden, ref<writer_state> self)
{
    co_await self->protocol->closed();
}

}  // namespace aio::detail
