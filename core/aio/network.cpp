#include "aio/detail/network.hpp"

#include <algorithm>
#include <memory>

#include "aio/detail/core.hpp"
#include "aio/detail/outside.hpp"
#include "aio/detail/socket.hpp"
#include "aio/loop.hpp"
#include "aio/network_errors.hpp"
#include "aio/str.hpp"

namespace aio {

namespace {

constexpr int address_in_use = 98;

}  // namespace

std::string str(const address& a)
{
    return std::string("(").append(repr(a.host)).append(", ").append(std::to_string(a.port)).append(")");
}

void loop::set_link(const link_settings& link)
{
    if (!(link.latency >= 0) || !(link.bandwidth > 0)) {
        throw value_error("a link's latency can't be negative, and its bandwidth must be more than 0");
    }
    core_->from_outside().link = link;
}

namespace detail {

network& network::of(core& c)
{
    std::unique_ptr<arrivals>& place = c.from_outside().network;
    if (!place) {
        place = std::make_unique<network>(c);
    }
    return static_cast<network&>(*place);
}

const link_settings& network::link() const
{
    return core_.from_outside().link;
}

network::~network()
{
    while (socket* const s = sockets.first()) {
        s->drop();
    }
    coming_.clear();
}

void network::mark(ready_place& place, bool is_ready) noexcept
{
    if (!is_ready) {
        ready_.remove(place);
    } else if (!ready_.holds(place)) {
        ready_.push_back(place);
    }
}

void network::bind(socket& s, const address& at)
{
    for (const auto& [other, its_socket] : bound_) {
        if (other.port == at.port &&
            (other.host == at.host || other.host == any_host || at.host == any_host)) {
            throw os_error(address_in_use, "Address already in use");
        }
    }
    bound_.emplace_back(at, &s);
}

void network::unbind(socket& s) noexcept
{
    std::erase_if(bound_, [&s](const auto& each) { return each.second == &s; });
}

socket* network::listener(const address& at) const noexcept
{
    const auto find = [this](const address& a) {
        const auto found =
            std::find_if(bound_.begin(), bound_.end(), [&a](const auto& each) { return each.first == a; });
        return found == bound_.end() ? nullptr : found->second;
    };
    socket* const exact = find(at);
    socket* const found = exact ? exact : find({any_host, at.port});
    return found && found->listens() ? found : nullptr;
}

bool network::is_anything_watched() const noexcept
{
    for (const ready_place* p = ready_.first(); p; p = list<ready_place>::after(*p)) {
        if (p->owner.is_watched(p->kind)) {
            return true;
        }
    }
    return false;
}

double network::next(double limit)
{
    double when = core_.time();
    while (!is_anything_watched()) {
        const double arrival = coming_.next();
        if (arrival > limit || arrival == moments::never) {
            return moments::never;
        }
        when = std::max(when, arrival);
        coming_.go_on();
    }
    return when;
}

// A socket that is ready for both is called for both, reading first, at the earlier of its two places in the
// list.
void network::take()
{
    while (core_.is_due(coming_.next())) {
        coming_.go_on();
    }
    constexpr auto bit = [](readiness kind) {
        return static_cast<std::uint8_t>(1 << static_cast<int>(kind));
    };
    std::vector<socket*> found;
    for (ready_place* p = ready_.first(); p; p = list<ready_place>::after(*p)) {
        socket& s = p->owner;
        if (s.is_watched(p->kind)) {
            if (s.found == 0) {
                found.push_back(&s);
            }
            s.found |= bit(p->kind);
        }
    }
    for (socket* const s : found) {
        const std::uint8_t kinds = std::exchange(s->found, std::uint8_t(0));
        for (const readiness kind : {readiness::read, readiness::write}) {
            if (kinds & bit(kind)) {
                s->queue(kind);
            }
        }
    }
}

}  // namespace detail
}  // namespace aio
