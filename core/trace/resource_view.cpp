#include "trace/resource_view.hpp"

#include <algorithm>

namespace trace {

namespace {

// If the releasing task isn't a holder, removes the oldest holder.
void release(two_ended<std::uint32_t>& holders, std::uint32_t task)
{
    if (holders.empty()) {
        return;
    }
    const auto place = std::find(holders.begin(), holders.end(), task);
    holders.erase(place == holders.end() ? 0 : static_cast<std::size_t>(place - holders.begin()));
}

void put_item(two_ended<item_view>& items, const item_view& item, double place)
{
    items.insert(std::min(items.size(), static_cast<std::size_t>(place)), item);
}

// The item to get is usually the first, so the search is short.
item_view take_item(two_ended<item_view>& items, std::uint32_t id)
{
    const auto place =
        std::find_if(items.begin(), items.end(), [id](const item_view& i) { return i.id == id; });
    if (place == items.end()) {
        return {id, 0};
    }
    const item_view item = *place;
    items.erase(static_cast<std::size_t>(place - items.begin()));
    return item;
}

void drop_up_to(auto& parts, std::uint64_t end)
{
    while (!parts.empty() && parts.front().end <= end) {
        parts.erase(0);
    }
}

void apply(stream_view& s, const event& e)
{
    switch (e.kind) {
    case kind::bytes_written:
        s.pieces.push_back({s.written, s.written + e.other, e.text});
        s.written += e.other;
        s.writer = e.by;
        break;
    case kind::bytes_sent:
        s.sent += e.other;
        s.in_flight.push_back({s.sent, e.value});
        break;
    case kind::bytes_received:
        s.received += e.other;
        drop_up_to(s.in_flight, s.received);
        break;
    default:
        s.read += e.other;
        s.reader = e.by;
        drop_up_to(s.pieces, s.read);
        break;
    }
}

void apply(resource_view& r, const event& e, std::uint32_t number, std::uint32_t& wait)
{
    switch (e.kind) {
    case kind::resource_value:
        r.value = e.value;
        break;
    case kind::resource_closed:
        r.closed = e.detail != 0;
        break;
    case kind::resource_held:
        if (r.kind == aio::resource_kind::lock) {
            r.value = e.detail;
        }
        if (e.detail != 0) {
            r.holders.push_back(e.task);
        } else {
            release(r.holders, e.task);
        }
        break;
    case kind::wait_began:
        begin_wait(r, {e.task, static_cast<aio::wait_role>(e.detail), wait = number});
        if (r.kind == aio::resource_kind::stream) {
            (static_cast<aio::wait_role>(e.detail) == aio::wait_role::writer ? r.stream.writer
                                                                             : r.stream.reader) = e.task;
        }
        break;
    case kind::wait_ended:
        end_wait(r, {e.task, static_cast<aio::wait_role>(e.detail), wait});
        break;
    case kind::item_put:
        ++r.value;
        put_item(r.items, {e.other, e.text}, e.value);
        break;
    case kind::item_moved:
        put_item(r.items, take_item(r.items, e.other), e.value);
        break;
    case kind::item_got:
        take_item(r.items, e.other);
        break;
    case kind::bytes_written:
    case kind::bytes_sent:
    case kind::bytes_received:
    case kind::bytes_read:
        apply(r.stream, e);
        break;
    default:
        break;
    }
}

}  // namespace

std::vector<std::uint32_t> resource_view::waiting(aio::wait_role role) const
{
    std::vector<std::uint32_t> tasks;
    for (const waiter_view& w : waiters) {
        if (w.role == role) {
            tasks.push_back(w.task);
        }
    }
    return tasks;
}

void begin_wait(resource_view& r, const waiter_view& w)
{
    r.waiters.push_back(w);
}

void end_wait(resource_view& r, const waiter_view& w)
{
    const auto same = [&](const waiter_view& other) { return other.task == w.task && other.role == w.role; };
    const waiter_view* gone = r.waiters.find(w.number);
    if (!gone || !same(*gone)) {
        const auto place = std::find_if(r.waiters.begin(), r.waiters.end(), same);
        gone = place == r.waiters.end() ? nullptr : &*place;
    }
    if (gone) {
        r.waiters.erase(gone->number);
    }
}

void apply(resource_list& resources, const event& e, std::uint32_t number, std::uint32_t& wait)
{
    if (e.kind == kind::resource_made) {
        resource_view r;
        r.id = e.subject;
        r.kind = static_cast<aio::resource_kind>(e.detail);
        r.limit = e.value;
        r.value = r.kind == aio::resource_kind::semaphore ? r.limit : 0;
        resources.push_back(std::move(r));
    } else if (e.kind == kind::resource_dropped) {
        resources.erase(e.subject);
    } else if (resource_view* const r = resources.find(e.subject)) {
        apply(*r, e, number, wait);
    }
}

}  // namespace trace
