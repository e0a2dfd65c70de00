// Words for queues, locks and other resources.
#include <algorithm>

#include "json/filled.hpp"
#include "resources.words.hpp"
#include "tasks.words.hpp"
#include "trace/names.hpp"
#include "web/view/describe.hpp"
#include "web/view/stream_parts.hpp"

namespace web {

namespace {

using json::filled;

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
    std::string text = words::empty;
    if (count != 0) {
        std::string items;
        for (std::size_t i = 0; i != std::min(count, most_items); ++i) {
            const std::string& shown = h.events().text(r.items[i].text);
            items += i == 0 ? "" : ", ";
            items += shown.empty() ? words::an_item : shown;
        }
        items += count > most_items ? ", …" : "";
        text = filled(r.limit > 0 ? words::items_of : words::items(count),
                      {std::to_string(count), items, number(r.limit)});
    }
    if (r.value > 0) {
        text += "; " + filled(words::unfinished, {number(r.value)});
    }
    return r.closed ? text + "; " + words::shut_down : text;
}

std::string held_by(const trace::history& h, const trace::resource_view& r)
{
    return r.holders.empty() ? "" : filled(words::held_by_tasks, {names(h, r.holders)});
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
    return filled(is_only ? words::the_only : "$1", {resource_name(h, resource)});
}

std::string describe_wait(const trace::history& h, std::uint32_t resource, aio::wait_role role)
{
    return filled(words::waiting_at, {trace::wanted_at(h, resource, role)});
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
        return !held.empty() ? held : r.value != 0 ? words::locked : words::free;
    }
    case aio::resource_kind::event:
        return r.value != 0 ? words::set : words::not_set;
    case aio::resource_kind::condition:
        return filled(words::with_lock, {trace::article_and_name(h, static_cast<std::uint32_t>(r.limit))});
    case aio::resource_kind::semaphore: {
        const std::string held = held_by(h, r);
        return filled(words::free_permits, {number(r.value)}) + (held.empty() ? "" : "; " + held);
    }
    case aio::resource_kind::future: {
        const char* const state = r.value == 0   ? words::pending
                                  : r.value == 1 ? words::has_result
                                  : r.value == 2 ? words::future_cancelled
                                                 : words::has_exception;
        return filled(r.holders.empty() ? "$1" : words::set_by_tasks, {state, names(h, r.holders)});
    }
    case aio::resource_kind::barrier:
        return filled(words::arrived_of, {number(r.value), number(r.limit)}) +
               (r.closed ? words::broken : "");
    case aio::resource_kind::stream:
        return describe_stream(h, r, time);
    }
    return "";
}

std::string describe_waiters(const trace::history& h, const trace::resource_view& r)
{
    std::string text;
    for (const trace::waiter_view& w : r.waiters) {
        const char* pattern = "$1";
        if (is_queue(r.kind)) {
            pattern = w.role == aio::wait_role::getter   ? words::waits_to_get
                      : w.role == aio::wait_role::putter ? words::waits_to_put
                                                         : words::waits_to_join;
        } else if (r.kind == aio::resource_kind::stream) {
            pattern = w.role == aio::wait_role::reader ? words::waits_to_read : words::waits_to_write;
        }
        text += (text.empty() ? "" : ", ") + filled(pattern, {task_name(h, w.task)});
    }
    return text;
}

}  // namespace web
