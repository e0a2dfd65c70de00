#include "trace/circles.hpp"

#include <algorithm>

namespace trace {

namespace {

bool waits(const task_view* t)
{
    return t && t->state == task_state::waiting;
}

// The task that holds what `t` waits for: if `any`, one of a semaphore's holders, else the only one.
std::uint32_t holder_of(const snapshot& now, const task_view& t, bool any)
{
    if (t.waits != aio::wait_kind::resource || t.role != aio::wait_role::acquirer) {
        return 0;
    }
    const resource_view* const r = now.resource(t.subject);
    const bool one = r && !r->holders.empty() && (any || r->limit <= 1);
    return one && (r->kind == aio::resource_kind::lock || r->kind == aio::resource_kind::semaphore)
               ? r->holders.front()
               : 0;
}

blocked_task blocked(const snapshot& now, const task_view& t)
{
    return {t.id, t.subject, holder_of(now, t, true), t.waits, t.role};
}

// The task that has to do something for `t` to go on; 0 if that may be any.
std::uint32_t next(const snapshot& now, const task_view& t, bool any)
{
    return t.waits == aio::wait_kind::task ? t.subject : holder_of(now, t, any);
}

bool reaches(const snapshot& now, std::uint32_t task, const std::vector<blocked_task>& circle)
{
    const auto is = [&](std::uint32_t id) {
        return std::any_of(circle.begin(), circle.end(), [&](const blocked_task& b) { return b.task == id; });
    };
    std::size_t steps = 0;
    for (const task_view* t = now.task(task); t && steps != longest_circle; ++steps) {
        if (is(t->id)) {
            return true;
        }
        t = waits(t) ? now.task(next(now, *t, false)) : nullptr;
    }
    return false;
}

// Of the tasks that wait for several others it's not known which ones.
bool waits_for_several(const task_view* t)
{
    return waits(t) && (t->waits == aio::wait_kind::gather || t->waits == aio::wait_kind::several ||
                        t->waits == aio::wait_kind::group);
}

bool is_limited(const snapshot& now, const std::vector<blocked_task>& circle)
{
    return std::any_of(now.timers.begin(), now.timers.end(), [&](const timer_view& timer) {
        return timer.purpose != aio::timer_kind::sleep &&
               (waits_for_several(now.task(timer.task)) || reaches(now, timer.task, circle));
    });
}

}  // namespace

bool closes_circle(const snapshot& now, std::uint32_t task, std::vector<blocked_task>& circle)
{
    for (const task_view* t = now.task(task); waits(t) && circle.size() != longest_circle;) {
        circle.push_back(blocked(now, *t));
        const std::uint32_t other = next(now, *t, false);
        if (other == task) {
            return !is_limited(now, circle);
        }
        t = now.task(other);
    }
    return false;
}

bool has_circle(const snapshot& now, std::vector<blocked_task>& circle)
{
    std::vector<std::uint32_t> passed(now.tasks.size() + 1);  // by task: on the way from which one
    for (const task_view& start : now.tasks) {
        const task_view* t = &start;
        while (waits(t) && passed[t->id] == 0) {
            passed[t->id] = start.id;
            t = now.task(next(now, *t, true));
        }
        if (!waits(t) || passed[t->id] != start.id) {
            continue;
        }
        const std::uint32_t first = t->id;
        do {
            circle.push_back(blocked(now, *t));
            t = now.task(next(now, *t, true));
        } while (t->id != first);
        return true;
    }
    return false;
}

bool still_waits(const snapshot& now, const std::vector<blocked_task>& circle)
{
    return std::all_of(circle.begin(), circle.end(), [&](const blocked_task& b) {
        const task_view* const t = now.task(b.task);
        return waits(t) && t->subject == b.subject && t->waits == b.waits;
    });
}

std::vector<blocked_task> waiting_tasks(const snapshot& now)
{
    std::vector<blocked_task> all;
    for (const task_view& t : now.tasks) {
        if (waits(&t) && all.size() != most_waiting) {
            all.push_back(blocked(now, t));
        }
    }
    return all;
}

}  // namespace trace
