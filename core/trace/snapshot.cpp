#include "trace/snapshot.hpp"

#include <algorithm>

namespace trace {

namespace {

void enter(task_view& t, task_state state, double time)
{
    t.state = state;
    t.since = time;
}

// Whether `k` is a task that goes on.
bool of_task(aio::callback_kind k)
{
    return k == aio::callback_kind::step || k == aio::callback_kind::wakeup;
}

bool same_callback(const chip& c, const event& e)
{
    return c.kind == static_cast<aio::callback_kind>(e.detail) && c.task == e.task && c.timer == e.subject;
}

void take_from_ready(snapshot& s, const event& e)
{
    const auto place =
        std::find_if(s.ready.begin(), s.ready.end(), [&](const chip& c) { return same_callback(c, e); });
    if (place != s.ready.end()) {
        s.ready.erase(place);
    }
}

void remove_timer(snapshot& s, std::uint32_t id)
{
    std::erase_if(s.timers, [id](const timer_view& t) { return t.id == id; });
}

void queue(snapshot& s, const event& e)
{
    const auto kind = static_cast<aio::callback_kind>(e.detail);
    const bool first = of_task(kind) && !s.tasks[e.task - 1].started;
    s.ready.push_back({kind, e.task, e.subject, ++s.chips, first});
    if (of_task(kind) && e.task != s.running) {
        enter(s.tasks[e.task - 1], task_state::ready, e.time);
    }
}

// The future of the program's own for which a task waits, or null.
resource_view* awaited_future(snapshot& s, const task_view& t)
{
    if (t.waits != aio::wait_kind::future || t.subject == 0) {
        return nullptr;
    }
    const auto place = find(s.resources, t.subject);
    return place == s.resources.end() ? nullptr
                                      : &s.resources[static_cast<std::size_t>(place - s.resources.begin())];
}

void suspend(snapshot& s, const event& e)
{
    task_view& t = s.tasks[e.task - 1];
    t.waits = static_cast<aio::wait_kind>(e.detail);
    t.subject = e.subject;
    t.role = static_cast<aio::wait_role>(static_cast<int>(e.value));
    t.function = e.text;
    t.callers = e.other;
    t.line = e.line;
    if (resource_view* r = awaited_future(s, t)) {
        r->waiters.push_back({t.id, aio::wait_role::waiter});
    }
    s.running = t.within;
    const bool queued = std::any_of(s.ready.begin(), s.ready.end(),
                                    [&](const chip& c) { return c.task == e.task && of_task(c.kind); });
    enter(t,
          queued                             ? task_state::ready
          : t.waits == aio::wait_kind::sleep ? task_state::sleeping
                                             : task_state::waiting,
          e.time);
}

void print(snapshot& s, const std::string& text)
{
    const std::size_t newline = text.rfind('\n');
    if (newline == std::string::npos) {
        s.partial += text;
    } else {
        s.partial = text.substr(newline + 1);
    }
}

}  // namespace

const resource_view* snapshot::resource(std::uint32_t id) const noexcept
{
    const auto place = find(resources, id);
    return place == resources.end() ? nullptr : &*place;
}

const char* name(task_state s) noexcept
{
    switch (s) {
    case task_state::ready:
        return "ready";
    case task_state::running:
        return "running";
    case task_state::sleeping:
        return "sleeping";
    case task_state::waiting:
        return "waiting";
    case task_state::done:
        return "done";
    case task_state::cancelled:
        return "cancelled";
    case task_state::failed:
        return "failed";
    }
    return "";
}

std::vector<timer_view> due_order(const snapshot& s, std::size_t count)
{
    std::vector<timer_view> all(s.timers.begin(), s.timers.end());
    all.resize(std::min(count, all.size()));
    return all;
}

void apply(snapshot& s, const event& e, const log& texts)
{
    ++s.position;
    s.time = e.time;
    switch (e.kind) {
    case kind::iteration:
        s.iteration = e.subject;
        break;
    case kind::clock:
        s.held_until.reset();
        break;
    case kind::held:
        s.held_until = e.value;
        break;
    case kind::queued:
        queue(s, e);
        break;
    case kind::unqueued:
        take_from_ready(s, e);
        break;
    case kind::callback_began:
        s.callback = s.ready.front();  // first in, first out
        s.ready.erase(s.ready.begin());
        break;
    case kind::callback_ended:
        s.last = s.callback;
        s.callback.reset();
        break;
    case kind::timer_set: {
        const timer_view t{e.subject, e.value, e.task, static_cast<aio::timer_kind>(e.detail)};
        const auto place =
            std::upper_bound(s.timers.begin(), s.timers.end(), t,
                             [](const timer_view& a, const timer_view& b) { return a.when < b.when; });
        s.timers.insert(place, t);
        break;
    }
    case kind::timer_fired:
    case kind::timer_cancelled:
        remove_timer(s, e.subject);
        break;
    case kind::task_created: {
        task_view t;
        t.id = e.task;
        t.name = e.text;
        t.function = e.other;
        t.line = e.line;
        t.since = e.time;
        s.tasks.push_back(t);
        break;
    }
    case kind::task_renamed:
        s.tasks[e.task - 1].name = e.text;
        break;
    case kind::task_stepped:
        if (resource_view* r = awaited_future(s, s.tasks[e.task - 1])) {
            std::erase(r->waiters, waiter_view{e.task, aio::wait_role::waiter});
        }
        s.tasks[e.task - 1].within = s.running;
        s.running = e.task;
        s.tasks[e.task - 1].started = true;
        enter(s.tasks[e.task - 1], task_state::running, e.time);
        break;
    case kind::task_suspended:
        suspend(s, e);
        break;
    case kind::task_cancel:
        break;
    case kind::task_ended:
        s.running = s.tasks[e.task - 1].within;
        s.tasks[e.task - 1].error = e.text;
        enter(s.tasks[e.task - 1],
              static_cast<aio::ending>(e.detail) == aio::ending::done        ? task_state::done
              : static_cast<aio::ending>(e.detail) == aio::ending::cancelled ? task_state::cancelled
                                                                             : task_state::failed,
              e.time);
        break;
    case kind::printed:
        print(s, texts.text(e.text));
        break;
    case kind::resource_made:
    case kind::resource_dropped:
    case kind::resource_value:
    case kind::resource_closed:
    case kind::resource_held:
    case kind::wait_began:
    case kind::wait_ended:
    case kind::item_put:
    case kind::item_moved:
    case kind::item_got:
        apply(s.resources, e);
        break;
    case kind::reported:
        break;
    case kind::uncaught:
        s.error = e.text;
        s.error_message = e.other;
        break;
    case kind::deadlock:
        s.deadlocked = true;
        break;
    case kind::finished:
        s.finished = true;
        break;
    }
}

}  // namespace trace
