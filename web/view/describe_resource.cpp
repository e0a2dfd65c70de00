// Words for queues, locks and other resources.
#include <algorithm>

#include "web/view/describe.hpp"
#include "web/view/stream_parts.hpp"

namespace web {

namespace {

constexpr std::size_t most_items = 20;  // named in a line of text

const char* noun(aio::resource_kind k)
{
    switch (k) {
    case aio::resource_kind::queue:
        return "queue";
    case aio::resource_kind::lifo_queue:
        return "LIFO queue";
    case aio::resource_kind::priority_queue:
        return "priority queue";
    case aio::resource_kind::lock:
        return "lock";
    case aio::resource_kind::event:
        return "event";
    case aio::resource_kind::condition:
        return "condition";
    case aio::resource_kind::semaphore:
        return "semaphore";
    case aio::resource_kind::barrier:
        return "barrier";
    case aio::resource_kind::future:
        return "future";
    case aio::resource_kind::stream:
        return "stream";
    }
    return "";
}

bool is_queue(aio::resource_kind k)
{
    return k == aio::resource_kind::queue || k == aio::resource_kind::lifo_queue ||
           k == aio::resource_kind::priority_queue;
}

const trace::known_resource* known(const trace::history& h, std::uint32_t resource)
{
    return resource != 0 && resource <= h.resources().size() ? &h.resources()[resource - 1] : nullptr;
}

bool only_one(const trace::history& h, aio::resource_kind k)
{
    return h.resources_of(k) == 1;
}

// 'an event', or 'event 2' if there are several.
std::string with_article(const trace::history& h, std::uint32_t resource)
{
    const std::string name = resource_name(h, resource);
    const trace::known_resource* r = known(h, resource);
    if (!r || !only_one(h, r->kind)) {
        return name;
    }
    return (r->kind == aio::resource_kind::event ? "an " : "a ") + name;
}

std::string number(double n)
{
    return std::to_string(static_cast<long long>(n));
}

std::string names(const trace::history& h, const trace::two_ended<std::uint32_t>& tasks)
{
    std::string text;
    for (const std::uint32_t task : tasks) {
        text += (text.empty() ? "" : ", ") + task_name(h, task);
    }
    return text;
}

std::string describe_queue(const trace::history& h, const trace::resource_view& r)
{
    const std::size_t count = r.items.size();
    std::string text = "empty";
    if (count != 0) {
        text = std::to_string(count) + (r.limit > 0 ? " of " + number(r.limit) : "");
        text += count == 1 && r.limit == 0 ? " item: " : " items: ";
        for (std::size_t i = 0; i != std::min(count, most_items); ++i) {
            const std::string& shown = h.events().text(r.items[i].text);
            text += (i == 0 ? "" : ", ") + (shown.empty() ? "an item" : shown);
        }
        text += count > most_items ? ", …" : "";
    }
    if (r.value > 0) {
        text += "; " + number(r.value) + " unfinished";
    }
    return text + (r.closed ? "; shut down" : "");
}

std::string held_by(const trace::history& h, const trace::resource_view& r)
{
    return r.holders.empty() ? "" : "held by " + names(h, r.holders);
}

}  // namespace

std::string resource_name(const trace::history& h, std::uint32_t resource)
{
    const trace::known_resource* r = known(h, resource);
    if (!r) {
        return "-";
    }
    const std::string name = noun(r->kind);
    return only_one(h, r->kind) ? name : name + " " + std::to_string(r->ordinal);
}

std::string the_resource(const trace::history& h, std::uint32_t resource)
{
    const trace::known_resource* r = known(h, resource);
    return r && only_one(h, r->kind) ? "the " + resource_name(h, resource) : resource_name(h, resource);
}

std::string describe_wait(const trace::history& h, std::uint32_t resource, aio::wait_role role)
{
    const std::string name = with_article(h, resource);
    const trace::known_resource* r = known(h, resource);
    if (r && r->kind == aio::resource_kind::barrier) {
        return "waiting at " + name;
    }
    switch (role) {
    case aio::wait_role::getter:
        return "waiting to get from " + name;
    case aio::wait_role::putter:
        return "waiting to put into " + name;
    case aio::wait_role::joiner:
        return "waiting for join() of " + name;
    case aio::wait_role::acquirer:
        return "waiting for " + name;
    case aio::wait_role::waiter:
        return "waiting for " + name;
    case aio::wait_role::reader:
        return "waiting for data from " + name;
    case aio::wait_role::writer:
        return "waiting for room in " + name;
    }
    return "waiting";
}

std::string describe(const trace::history& h, const trace::resource_view& r, double time)
{
    switch (r.kind) {
    case aio::resource_kind::queue:
    case aio::resource_kind::lifo_queue:
    case aio::resource_kind::priority_queue:
        return describe_queue(h, r);
    case aio::resource_kind::lock: {
        const std::string held = held_by(h, r);
        return !held.empty() ? held : r.value != 0 ? "locked" : "free";
    }
    case aio::resource_kind::event:
        return r.value != 0 ? "set" : "not set";
    case aio::resource_kind::condition:
        return "with " + with_article(h, static_cast<std::uint32_t>(r.limit));
    case aio::resource_kind::semaphore: {
        const std::string held = held_by(h, r);
        return number(r.value) + " free" + (held.empty() ? "" : "; " + held);
    }
    case aio::resource_kind::future: {
        const char* const state = r.value == 0   ? "pending"
                                  : r.value == 1 ? "has a result"
                                  : r.value == 2 ? "cancelled"
                                                 : "has an exception";
        return state + (r.holders.empty() ? std::string() : ", set by " + names(h, r.holders));
    }
    case aio::resource_kind::barrier:
        return number(r.value) + " of " + number(r.limit) + " there" + (r.closed ? "; broken" : "");
    case aio::resource_kind::stream:
        return describe_stream(h, r, time);
    }
    return "";
}

std::string describe_waiters(const trace::history& h, const trace::resource_view& r)
{
    std::string text;
    for (const trace::waiter_view& w : r.waiters) {
        text += (text.empty() ? "" : ", ") + task_name(h, w.task);
        if (is_queue(r.kind)) {
            text += w.role == aio::wait_role::getter   ? " to get"
                    : w.role == aio::wait_role::putter ? " to put"
                                                       : " to join";
        } else if (r.kind == aio::resource_kind::stream) {
            text += w.role == aio::wait_role::reader ? " to read" : " to write";
        }
    }
    return text;
}

}  // namespace web
