#include "trace/snapshot.hpp"

#include <algorithm>
#include <utility>

namespace trace {

namespace {

void enter(task_view& t, task_state state, double time)
{
    t.state = state;
    t.since = time;
}

constexpr double tolerance = 1e-9;  // the clock's own resolution

queued_callback callback_of(const event& e)
{
    queued_callback c;
    c.kind = static_cast<aio::callback_kind>(e.detail);
    c.task = e.task;
    c.timer = e.subject;
    return c;
}

// The task that this callback resumes, or null.
task_view* own_task(snapshot& s, const queued_callback& c)
{
    return c.of_task() && c.task != 0 ? &s.tasks[c.task - 1] : nullptr;
}

void queue(snapshot& s, const event& e)
{
    queued_callback c = callback_of(e);
    task_view* const t = own_task(s, c);
    c.first = t && !t->started;
    const std::uint32_t id = s.ready.push(c);
    if (t) {
        t->queued = id;
        if (t->state != task_state::running) {
            enter(*t, task_state::ready, e.time);
        }
    }
}

void unqueue(snapshot& s, const event& e)
{
    const queued_callback c = callback_of(e);
    task_view* const t = own_task(s, c);
    s.ready.withdraw(c, t ? std::exchange(t->queued, 0) : 0);
}

// First in, first out.
void begin_callback(snapshot& s, const event& e)
{
    s.callback = s.ready.pop();
    s.callback_since = e.time;
    if (task_view* const t = own_task(s, *s.callback); t && t->queued == s.callback->id) {
        t->queued = 0;
    }
}

// Shows a hold of the loop only if its whole callback takes at least the log's threshold.
void hold(snapshot& s, const event& e, double threshold)
{
    const double since = s.callback ? s.callback_since : e.time;
    if (e.value - since >= threshold - tolerance) {
        s.held_until = e.value;
    }
}

// The future that the task waits for, if the program made it itself; else null.
resource_view* awaited_future(snapshot& s, const task_view& t)
{
    return t.waits == aio::wait_kind::future && t.subject != 0 ? s.resources.find(t.subject) : nullptr;
}

void leave_future(snapshot& s, const task_view& t)
{
    if (resource_view* r = awaited_future(s, t)) {
        end_wait(*r, {t.id, aio::wait_role::waiter, t.wait});
    }
}

void create(snapshot& s, const event& e)
{
    task_view& t = s.tasks.emplace_back();
    t.id = e.task;
    t.name = e.text;
    t.function = e.other;
    t.line = e.line;
    t.file = e.file;
    t.since = e.time;
    if (e.detail != 0) {  // it's older than the recording and was suspended somewhere
        t.state = task_state::waiting;
        t.waits = aio::wait_kind::other;
        t.started = true;
    }
}

void step(snapshot& s, const event& e)
{
    task_view& t = s.tasks[e.task - 1];
    leave_future(s, t);
    t.within = s.running;
    s.running = e.task;
    t.started = true;
    t.variables = 0;
    enter(t, task_state::running, e.time);
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
    t.file = e.file;
    if (resource_view* r = awaited_future(s, t)) {
        t.wait = static_cast<std::uint32_t>(s.position);
        begin_wait(*r, {t.id, aio::wait_role::waiter, t.wait});
    }
    s.running = t.within;
    enter(t,
          t.queued != 0                      ? task_state::ready
          : t.waits == aio::wait_kind::sleep ? task_state::sleeping
                                             : task_state::waiting,
          e.time);
}

void end(snapshot& s, const event& e)
{
    task_view& t = s.tasks[e.task - 1];
    const auto how = static_cast<aio::ending>(e.detail);
    s.running = t.within;
    t.error = e.text;
    enter(t,
          how == aio::ending::done        ? task_state::done
          : how == aio::ending::cancelled ? task_state::cancelled
                                          : task_state::failed,
          e.time);
}

void apply_to_thread(snapshot& s, const event& e)
{
    if (e.kind == kind::thread_started) {
        s.threads.push_back({.id = e.subject, .name = e.text, .since = e.time});
        return;
    }
    thread_view& t = s.threads[e.subject - 1];
    if (e.kind == kind::job_began) {
        t.job = e.text;
        t.task = e.task;
    }
    t.works = e.kind != kind::job_ended;
    t.sleeps = e.kind == kind::job_slept;
    t.since = e.time;
    t.until = t.sleeps ? e.value : 0;
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

void apply_to_resource(snapshot& s, const event& e)
{
    std::uint32_t none = 0;
    std::uint32_t& wait = s.task(e.task) ? s.tasks[e.task - 1].wait : none;
    apply(s.resources, e, static_cast<std::uint32_t>(s.position), wait);
}

}  // namespace

std::vector<timer_view> snapshot::earliest(std::size_t count) const
{
    std::vector<timer_view> first(std::min(count, timers.size()));
    std::partial_sort_copy(timers.begin(), timers.end(), first.begin(), first.end(),
                           [](const timer_view& a, const timer_view& b) {
                               return a.when < b.when || (a.when == b.when && a.id < b.id);
                           });
    return first;
}

std::size_t snapshot::entries() const noexcept
{
    std::size_t count = tasks.size() + threads.size() + ready.size() + timers.size() + partial.size() / sizeof(task_view);
    for (const resource_view& r : resources) {
        count += 1 + r.items.size() + r.waiters.size() + r.holders.size() + r.stream.pieces.size() +
                 r.stream.in_flight.size();
    }
    return count;
}

bool woken(const snapshot& s, const waiter_view& w) noexcept
{
    const task_view* const t = s.task(w.task);
    return t && t->state == task_state::ready;
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
    case task_state::destroyed:
        return "destroyed";
    }
    return "";
}

void apply(snapshot& s, const event& e, const log& from)
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
        hold(s, e, from.header.hold_threshold);
        break;
    case kind::queued:
        queue(s, e);
        break;
    case kind::unqueued:
        unqueue(s, e);
        break;
    case kind::callback_began:
        begin_callback(s, e);
        break;
    case kind::callback_ended:
        s.last = std::exchange(s.callback, std::nullopt);
        s.held_until.reset();
        break;
    case kind::timer_set:
        s.timers.push_back({e.subject, e.task, e.value, static_cast<aio::timer_kind>(e.detail)});
        break;
    case kind::timer_fired:
    case kind::timer_cancelled:
        s.timers.erase(e.subject);
        break;
    case kind::task_created:
        create(s, e);
        break;
    case kind::task_renamed:
        s.tasks[e.task - 1].name = e.text;
        break;
    case kind::task_stepped:
        step(s, e);
        break;
    case kind::task_suspended:
        suspend(s, e);
        break;
    case kind::task_variables:
        s.tasks[e.task - 1].variables = e.text;
        break;
    case kind::task_cancel:
        break;
    case kind::task_ended:
        end(s, e);
        break;
    case kind::task_destroyed:
        leave_future(s, s.tasks[e.task - 1]);
        enter(s.tasks[e.task - 1], task_state::destroyed, e.time);
        break;
    case kind::printed:
        print(s, from.text(e.text));
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
    case kind::bytes_written:
    case kind::bytes_sent:
    case kind::bytes_received:
    case kind::bytes_read:
        apply_to_resource(s, e);
        break;
    case kind::thread_started:
    case kind::job_began:
    case kind::job_slept:
    case kind::job_woke:
    case kind::job_ended:
        apply_to_thread(s, e);
        break;
    case kind::reported:
    case kind::intervened:
    case kind::shared_value:
    case kind::task_awaits:
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
