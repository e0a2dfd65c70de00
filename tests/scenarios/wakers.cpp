// Listens to aio's own wake-up calls. What it keeps of a call is who was running then, by the objects
// themselves: it knows nothing of the log.

#include "wakers.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "aio/detail/core.hpp"
#include "aio/detail/telling.hpp"
#include "aio/shield.hpp"
#include "aio/task_base.hpp"
#include "trace/causes.hpp"

namespace {

/// Who did something: `by` a task's own code, or a callback, and then what had led to that.
struct waker {
    std::string is;
    std::uint32_t by = 0;
    std::uint32_t subject = 0;
    std::string through = {};  // what had led to a callback that did it

    bool operator==(const waker&) const = default;
};

struct telling {
    std::vector<std::pair<std::uint32_t, waker>> wakeups;  // of tasks, in order
    std::unordered_map<const aio::detail::entry*, waker> queued;
    std::vector<waker> running;  // what the callbacks that run were queued for: a loop may run in another
    std::vector<std::uint32_t> cancelled;                 // by one call of cancel()
    std::unordered_map<std::uint32_t, waker> cancellers;  // of each task, the last
    const aio::future_base* done = nullptr;
};

telling now;
std::map<std::string, std::size_t> counts;

const aio::detail::doing* within(const char* what)
{
    const aio::detail::doing* at = aio::detail::doing::innermost;
    while (at && std::string(at->what) != what) {
        at = at->outer;
    }
    return at;
}

// What leads to whatever happens now.
waker behind(const aio::detail::core& c)
{
    if (const auto* job = within("job")) {
        return {"job", 0, job->subject};
    }
    if (within("thread")) {
        return {"thread", 0, 0};
    }
    if (c.current) {
        return {"", c.current->id(), 0};
    }
    return now.running.empty() ? waker{} : now.running.back();
}

bool is_shield(const aio::future_base& f)
{
    return dynamic_cast<const aio::detail::shielding*>(&f) != nullptr;
}

aio::suspension described(const aio::future_base& f)
{
    aio::suspension what;
    f.describe_wait(what);
    return what;
}

// Who made a future done, for its callbacks.
waker by_end_of(const aio::detail::core& c, const aio::future_base& done)
{
    const aio::suspension what = described(done);
    const waker led = behind(c);
    if (!is_shield(done) && what.kind == aio::wait_kind::task) {
        return {"task", what.subject, what.subject};
    }
    if (!is_shield(done) && what.kind == aio::wait_kind::future && what.subject != 0) {
        return {"set", led.by, what.subject, led.is};
    }
    return led;
}

// What a place at a resource was woken with, from the operation that the library is in.
std::string at_resource(aio::wait_role role)
{
    for (const char* const any : {"all_came", "closed", "passed", "notified", "set", "data", "room"}) {
        if (within(any)) {
            return role == aio::wait_role::joiner ? "joined" : any;
        }
    }
    switch (role) {
    case aio::wait_role::getter:
        return "put";
    case aio::wait_role::putter:
        return "got";
    case aio::wait_role::joiner:
        return "joined";
    case aio::wait_role::acquirer:
        return "released";
    default:
        return "?";
    }
}

waker wakes_task(const aio::detail::core& c, const aio::task_base& t, const aio::future_base& done)
{
    const waker led = behind(c);
    const bool passed_to_it = within("cancelled") && std::find(now.cancelled.begin(), now.cancelled.end(),
                                                               t.id()) != now.cancelled.end();
    if (passed_to_it || (within("cancelling") && done.cancelled())) {
        const waker& by = now.cancellers[t.id()];
        return by.is == "timeout" ? by : waker{"cancelled", by.by, 0, by.is};
    }
    const aio::suspension what = described(done);
    switch (what.kind) {
    case aio::wait_kind::sleep:
        return {"sleep", 0, what.subject};
    case aio::wait_kind::connection:
        return {"connected", 0, 0};
    case aio::wait_kind::resource:
        if (!is_shield(done)) {
            return {at_resource(what.role), led.by, what.subject, led.is};
        }
        break;
    default:
        break;
    }
    const waker by = by_end_of(c, done);
    return by.is.empty() ? waker{"call", by.by, 0} : by;
}

}  // namespace

namespace aio::detail {

void told::wakes(const future_base& by)
{
    now.done = &by;
}

void told::queued(const core& c, const entry& item)
{
    const future_base* const done = std::exchange(now.done, nullptr);
    switch (item.kind()) {
    case callback_kind::step: {
        const auto& t = static_cast<const task_base&>(item);
        if (!done) {
            const bool turn = c.current == &t;
            const waker led = behind(c);
            now.wakeups.emplace_back(t.id(),
                                     turn ? waker{"turn", t.id(), 0} : waker{"created", led.by, 0, led.is});
        } else {
            now.wakeups.emplace_back(t.id(), wakes_task(c, t, *done));
        }
        break;
    }
    case callback_kind::timer:
        now.queued[&item] = {"sleep", 0, static_cast<const timer&>(item).id};
        break;
    case callback_kind::callback: {
        const auto& call = static_cast<const timer&>(item);
        if (within("timer")) {
            now.queued[&item] = {call.purpose == timer_kind::timeout ? "timeout" : "later", 0, call.id};
            break;
        }
        waker led = behind(c);
        if (led.is.empty()) {
            led = {led.by == 0 ? "network" : "call", led.by, 0};
        }
        now.queued[&item] = led;
        break;
    }
    case callback_kind::done_callback: {
        waker led = done && !within("adding") ? by_end_of(c, *done) : behind(c);
        if (led.is.empty() && led.by != 0) {
            led.is = "call";
        }
        now.queued[&item] = led;
        break;
    }
    case callback_kind::wakeup:  // the loop alone calls a step that
    case callback_kind::internal:
        break;
    }
}

void told::begins(const entry& item)
{
    now.cancelled.clear();
    const auto found = now.queued.find(&item);
    now.running.push_back(found == now.queued.end() ? waker{} : found->second);
    if (found != now.queued.end()) {
        now.queued.erase(found);
    }
}

void told::ends()
{
    now.running.pop_back();
}

void told::cancels(const core& c, std::uint32_t task)
{
    now.cancellers[task] = behind(c);
    if (!doing::innermost || !doing::innermost->outer) {
        now.cancelled.clear();
    }
    now.cancelled.push_back(task);
}

}  // namespace aio::detail

namespace tests {

void listen()
{
    now = {};
}

std::string waker_difference(const trace::log& log)
{
    trace::history h(log);
    h.follow();
    trace::causes all(h);
    all.follow();
    std::size_t next = 0;
    const auto words = [](const waker& w) {
        return w.is + " by " + std::to_string(w.by) + " of " + std::to_string(w.subject) +
               (w.through.empty() ? "" : " through " + w.through);
    };
    for (std::size_t p = 0; p != h.size(); ++p) {
        const trace::event e = h.events()[p];
        const auto kind = static_cast<aio::callback_kind>(e.detail);
        const bool resumes = kind == aio::callback_kind::step || kind == aio::callback_kind::wakeup;
        if (e.kind != trace::kind::queued || !resumes) {
            continue;
        }
        const trace::cause c = all.of(p);
        const bool by_code = c.through == trace::cause::what::unknown;
        const waker found{trace::name(c.is), c.by, c.subject, by_code ? "" : trace::name(c.through)};
        if (next == now.wakeups.size()) {
            return "there are more wake-ups in the log than were told";
        }
        const auto& [task, told] = now.wakeups[next++];
        if (task != e.task || found != told) {
            return "at event " + std::to_string(p) + " task " + std::to_string(e.task) +
                   " was woken: " + words(told) + "; derived: " + words(found);
        }
        ++counts[found.is];
    }
    return next == now.wakeups.size() ? "" : "more wake-ups were told than are in the log";
}

std::string compared()
{
    std::string text;
    for (const auto& [name, count] : counts) {
        text += (text.empty() ? "" : ", ") + name + " " + std::to_string(count);
    }
    return text;
}

}  // namespace tests
