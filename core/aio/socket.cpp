#include "aio/detail/socket.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "aio/detail/core.hpp"
#include "aio/detail/transport.hpp"
#include "aio/network_errors.hpp"

namespace aio::detail {

namespace {

// The most bytes in transit or unread at the other side, and the most that wait for a busy link. A full
// socket becomes writable again when half of that has gone.
constexpr std::size_t window = 256 * 1024;
constexpr double most_waiting = 16 * 1024;

constexpr int broken_pipe = 32;
constexpr int was_reset_by_peer = 104;
constexpr int was_refused = 111;

void check_port(const char* function, int port)
{
    constexpr int most = 65535;
    if (port < 0 || port > most) {
        throw overflow_error(std::string(function) + "(): port must be 0-65535.");
    }
}

}  // namespace

// --- A wire ---

double wire::carry(double when, std::size_t size, std::function<void(double)> arrive)
{
    free_ = std::max(free_, when) + static_cast<double>(size) / link_.bandwidth;
    const double at = free_ + link_.latency;
    network_.add(at, [at, arrive = std::move(arrive)] { arrive(at); });
    return at;
}

std::size_t wire::room(double when) const noexcept
{
    if (std::isinf(link_.bandwidth)) {
        return std::numeric_limits<std::size_t>::max();
    }
    const double waiting = std::ceil(std::max(free_ - when, 0.0) * link_.bandwidth);
    return waiting < most_waiting ? static_cast<std::size_t>(most_waiting - waiting) : 0;
}

double wire::half_free() const noexcept
{
    return free_ - most_waiting / 2 / link_.bandwidth;
}

// --- Lifetime ---

socket::socket(network& n) : network_(&n), file_(n.new_file())
{
    n.sockets.push_back(*this);
}

socket::~socket()
{
    retain();  // close() may make a temporary handle
    close();
    if (network_) {
        network_->sockets.remove(*this);
    }
}

void socket::close()
{
    if (std::exchange(is_gone_, true) || !network_) {
        return;
    }
    network& n = *network_;
    if (listens_) {
        --n.listening;
        while (!backlog_.empty()) {
            const ref<socket> waiting = std::move(backlog_.front());
            backlog_.pop_front();
            waiting->reset_when_closed();
            waiting->close();
        }
    }
    n.unbind(*this);
    if (peer_ && !error_) {
        if (!unread_.empty() || resets_) {
            note_end();
            wire_->carry(n.get_core().time(), 0, [peer = peer_](double) { peer->was_reset(); });
        } else {
            shut_down();
        }
    }
    mark();
    incoming_ = outgoing_ = nullptr;
    if (peer_ && peer_->is_gone_) {
        peer_->peer_ = nullptr;
        peer_ = nullptr;
    }
}

void socket::drop() noexcept
{
    const ref<socket> self(this);
    network_->mark(can_read_, false);
    network_->mark(can_write_, false);
    std::exchange(network_, nullptr)->sockets.remove(*this);
    is_gone_ = true;
    peer_ = nullptr;
    backlog_.clear();
    reader_.reset();
    writer_.reset();
    if (user) {
        user->dropped();
    }
}

void socket::note_end() noexcept
{
    if (outgoing_) {
        outgoing_->closed();
    }
}

void socket::announce()
{
    core& c = network_->get_core();
    if (!outgoing_) {
        outgoing_ = stream_notes::make(c);
        if (peer_) {
            peer_->incoming_ = outgoing_;
        }
    }
    if (!incoming_ && peer_) {
        incoming_ = peer_->outgoing_ = stream_notes::make(c);
    }
}

// --- Servers ---

void socket::bind(address at)
{
    check_port("bind", at.port);
    if (at.port == 0) {
        at.port = network_->new_port();
    }
    network_->bind(*this, at);
    own_ = std::move(at);
}

void socket::listen()
{
    if (!network_) {
        throw runtime_error("Event loop is closed");
    }
    if (!listens_) {
        listens_ = true;
        ++network_->listening;
    }
}

ref<socket> socket::accept()
{
    if (backlog_.empty()) {
        return nullptr;
    }
    const ref<socket> accepted = std::move(backlog_.front());
    backlog_.pop_front();
    mark();
    return accepted;
}

// --- Clients ---

void socket::connect(const address& to)
{
    check_port("connect", to.port);
    own_ = {this_host, network_->new_port()};
    other_ = to;
    wire_.emplace(*network_);
    const address at{to.host == any_host ? this_host : to.host, to.port};
    wire_->carry(network_->get_core().time(), 0,
                 [self = ref(this), at](double when) { self->knock(when, at); });
}

void socket::check_connected() const
{
    if (error_) {
        std::rethrow_exception(error_);
    }
}

// At the server, one latency later.
void socket::knock(double when, const address& at)
{
    wire back(*network_);
    socket* const listener = network_->listener(at);
    if (!listener) {
        back.carry(when, 0, [self = ref(this)](double) { self->refused(); });
        return;
    }
    const ref<socket> accepted(new socket(*network_));
    accepted->own_ = at;
    accepted->other_ = own_;
    accepted->peer_ = ref(this);
    accepted->is_connected_ = true;
    peer_ = accepted;
    accepted->mark();
    back.carry(when, 0, [self = ref(this)](double moment) { self->connected(moment); });
    accepted->wire_.emplace(back);
    listener->backlog_.push_back(accepted);
    listener->mark();
}

void socket::refused()
{
    error_ =
        std::make_exception_ptr(connection_refused_error(was_refused, "Connect call failed " + str(*other_)));
    mark();
}

void socket::connected(double when)
{
    is_connected_ = true;
    if (is_gone_ && peer_) {
        wire_->carry(when, 0, [peer = peer_](double) { peer->was_reset(); });
    }
    mark();
}

// --- Both ---

void socket::mark() noexcept
{
    if (!network_) {
        return;
    }
    const bool readable = !unread_.empty() || at_end_ || error_ || !backlog_.empty();
    const bool writable = error_ || (is_connected_ && !is_full_ && !link_is_full_);
    network_->mark(can_read_, readable && !is_gone_);
    network_->mark(can_write_, writable && !is_gone_);
}

std::size_t socket::send(std::string_view bytes)
{
    throw_error();
    if (is_shut_ || !network_) {
        throw broken_pipe_error(broken_pipe, "Broken pipe");
    }
    const double now = network_->get_core().time();
    const std::size_t free = window - std::min(window, unacknowledged_);
    const std::size_t sent = std::min({free, wire_->room(now), bytes.size()});
    if (sent > 0) {
        unacknowledged_ += sent;
        const double at =
            wire_->carry(now, sent, [peer = peer_, text = std::string(bytes.substr(0, sent))](double when) {
                peer->received(when, text);
            });
        if (outgoing_) {
            outgoing_->sent(sent, at);
        }
    }
    if (sent < bytes.size()) {
        is_full_ = sent == free;
        if (!is_full_) {
            link_is_full_ = true;
            network_->add(wire_->half_free(), [self = ref(this)] {
                self->link_is_full_ = false;
                self->mark();
            });
        }
        mark();
    }
    return sent;
}

void socket::received(double when, const std::string& bytes)
{
    if (!is_gone_) {
        unread_ += bytes;
        mark();
    } else if (peer_) {
        wire_->carry(when, 0, [peer = peer_](double) { peer->was_reset(); });
    }
}

std::optional<std::string> socket::receive(std::size_t most)
{
    if (!unread_.empty()) {
        std::string bytes = unread_.substr(0, most);
        unread_.erase(0, most);
        if (incoming_) {
            incoming_->received(bytes.size());
        }
        if (network_ && peer_) {
            network_->add(network_->get_core().time() + wire_->latency(),
                          [peer = peer_, size = bytes.size()] { peer->acknowledged(size); });
        }
        mark();
        return bytes;
    }
    throw_error();
    return at_end_ ? std::optional<std::string>("") : std::nullopt;
}

void socket::acknowledged(std::size_t size)
{
    unacknowledged_ -= size;
    if (unacknowledged_ <= window / 2) {
        is_full_ = false;
        mark();
    }
}

void socket::shut_down()
{
    if (network_ && peer_ && !std::exchange(is_shut_, true)) {
        note_end();
        wire_->carry(network_->get_core().time(), 0, [peer = peer_](double) { peer->was_ended(); });
    }
}

void socket::was_ended()
{
    at_end_ = true;
    mark();
}

void socket::was_reset()
{
    error_ = std::make_exception_ptr(connection_reset_error(was_reset_by_peer, "Connection reset by peer"));
    mark();
}

// Throws once; after that there is nothing to read, and the other side can't be written to.
void socket::throw_error()
{
    if (const std::exception_ptr error = std::exchange(error_, nullptr)) {
        at_end_ = is_shut_ = true;
        mark();
        std::rethrow_exception(error);
    }
}

// --- Watching ---

void socket::watch(readiness kind, std::function<void()> call)
{
    if (!network_) {
        throw runtime_error("Event loop is closed");
    }
    unwatch(kind);
    watch_of(kind).emplace(watching{std::move(call), copy_context(), std::nullopt});
}

void socket::unwatch(readiness kind) noexcept
{
    std::optional<watching>& here = watch_of(kind);
    if (here) {
        const std::optional<watching> gone = std::exchange(here, std::nullopt);
        if (gone->last) {
            gone->last->cancel();
        }
    }
}

void socket::queue(readiness kind)
{
    watching& w = *watch_of(kind);
    core& c = network_->get_core();
    planned_call* const call = plan_call(c, w.call);
    w.last = handle(call);
    call->runs_in(w.in);
    c.queue_for(*call, 0);
}

}  // namespace aio::detail
