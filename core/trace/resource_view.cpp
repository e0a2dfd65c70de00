#include "trace/resource_view.hpp"

#include <algorithm>

namespace trace {

namespace {

// Where somebody releases who holds nothing, the first holder's hold is over.
void release(std::vector<std::uint32_t>& holders, std::uint32_t task)
{
    if (holders.empty()) {
        return;
    }
    const auto place = std::find(holders.begin(), holders.end(), task);
    holders.erase(place == holders.end() ? holders.begin() : place);
}

void end_wait(std::vector<waiter_view>& waiters, const waiter_view& gone)
{
    const auto place = std::find(waiters.begin(), waiters.end(), gone);
    if (place != waiters.end()) {
        waiters.erase(place);
    }
}

void put_item(std::vector<item_view>& items, const item_view& item, double place)
{
    const std::size_t at = std::min(items.size(), static_cast<std::size_t>(place));
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(at), item);
}

item_view take_item(std::vector<item_view>& items, std::uint32_t id)
{
    const auto place =
        std::find_if(items.begin(), items.end(), [id](const item_view& i) { return i.id == id; });
    const item_view item = *place;
    items.erase(place);
    return item;
}

void apply(resource_view& r, const event& e)
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
        r.waiters.push_back({e.task, static_cast<aio::wait_role>(e.detail)});
        break;
    case kind::wait_ended:
        end_wait(r.waiters, {e.task, static_cast<aio::wait_role>(e.detail)});
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

std::vector<resource_view>::const_iterator find(const std::vector<resource_view>& resources, std::uint32_t id)
{
    const auto place = std::lower_bound(resources.begin(), resources.end(), id,
                                        [](const resource_view& r, std::uint32_t i) { return r.id < i; });
    return place != resources.end() && place->id == id ? place : resources.end();
}

void apply(std::vector<resource_view>& resources, const event& e)
{
    if (e.kind == kind::resource_made) {
        resource_view& r = resources.emplace_back();
        r.id = e.subject;
        r.kind = static_cast<aio::resource_kind>(e.detail);
        r.limit = e.value;
        r.value = r.kind == aio::resource_kind::semaphore ? r.limit : 0;
        return;
    }
    const auto place = find(resources, e.subject);
    if (place == resources.end()) {
        return;
    }
    if (e.kind == kind::resource_dropped) {
        resources.erase(place);
    } else {
        apply(resources[static_cast<std::size_t>(place - resources.begin())], e);
    }
}

}  // namespace trace
