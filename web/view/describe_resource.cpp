// Words for queues, locks and other resources.
#include <algorithm>

#include "trace/names.hpp"
#include "web/view/describe.hpp"
#include "web/view/stream_parts.hpp"

namespace web {

namespace {

constexpr std::size_t most_items = 20;  // named in a line of text

bool is_queue(aio::resource_kind k)
{
    return k == aio::resource_kind::queue || k == aio::resource_kind::lifo_queue ||
           k == aio::resource_kind::priority_queue;
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
    return trace::name_of_resource(h, resource);
}

std::string the_resource(const trace::history& h, std::uint32_t resource)
{
    const bool is_known = resource != 0 && resource <= h.resources().size();
    const bool is_only = is_known && h.resources_of(h.resources()[resource - 1].kind) == 1;
    return (is_only ? "the " : "") + resource_name(h, resource);
}

std::string describe_wait(const trace::history& h, std::uint32_t resource, aio::wait_role role)
{
    return "waiting " + trace::wanted_at(h, resource, role);
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
        return "with " + trace::article_and_name(h, static_cast<std::uint32_t>(r.limit));
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
