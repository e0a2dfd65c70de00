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

bool waits_for_several(const task_view* t)
{
    return waits(t) && (t->waits == aio::wait_kind::gather || t->waits == aio::wait_kind::several ||
                        t->waits == aio::wait_kind::group);
}

// Appends the tasks that aren't done of the several things that `t` waits for. Returns how many other things aren't:
// futures, and what isn't told.
std::size_t pending_of(const history& h, const snapshot& now, const task_view& t, std::vector<std::uint32_t>& tasks)
{
    const auto parts = h.lanes()[t.id - 1].parts_at(now.position);
    const std::size_t looked_at = std::min(parts.size(), longest_circle);
    std::size_t others = parts.size() - looked_at;
    for (const part& p : parts.first(looked_at)) {
        others += p.more;
        if (h.is_done(p, now.position)) {
            continue;
        }
        if (p.is == aio::wait_kind::task && p.subject != 0) {
            tasks.push_back(p.subject);
        } else {
            ++others;
        }
    }
    return others;
}

// The task that has to do something for `t` to go on; 0 if that may be any.
std::uint32_t next(const history& h, const snapshot& now, const task_view& t)
{
    if (waits_for_several(&t)) {
        std::vector<std::uint32_t> pending;
        return pending_of(h, now, t, pending) == 0 && pending.size() == 1 ? pending.front() : 0;
    }
    return t.waits == aio::wait_kind::task ? t.subject : holder_of(now, t, false);
}

// Appends the tasks that all have to do something for `t` to go on, now that nothing can run. Of a wait() it's not
// known whether one is enough.
void all_next(const history& h, const snapshot& now, const task_view& t, std::vector<std::uint32_t>& into)
{
    if (t.waits == aio::wait_kind::gather || t.waits == aio::wait_kind::group) {
        pending_of(h, now, t, into);
    } else {
        const std::uint32_t holder = holder_of(now, t, true);
        into.push_back(holder != 0 ? holder : next(h, now, t));
    }
}

// `t` in a circle, of which `then` is the next task; 0 if it's in none.
blocked_task blocked(const history& h, const snapshot& now, const task_view& t, std::uint32_t then)
{
    if (!waits_for_several(&t)) {
        return {t.id, t.subject, holder_of(now, t, true), 0, t.waits, t.role};
    }
    std::vector<std::uint32_t> pending;
    std::size_t others = pending_of(h, now, t, pending) + pending.size();
    if (then == 0 && !pending.empty()) {
        then = pending.front();
    }
    others -= then != 0 ? 1 : 0;
    return {t.id, t.subject, then, static_cast<std::uint32_t>(others), t.waits, t.role};
}

bool reaches(const history& h, const snapshot& now, std::uint32_t task, const std::vector<blocked_task>& circle)
{
    std::vector<std::uint32_t> left{task};
    std::vector<std::uint32_t> seen(now.tasks.size() + 1);
    for (std::size_t steps = 0; !left.empty() && steps != longest_circle; ++steps) {
        const task_view* const t = now.task(left.back());
        left.pop_back();
        if (!t || seen[t->id]++ != 0) {
            continue;
        }
        if (std::any_of(circle.begin(), circle.end(), [&](const blocked_task& b) { return b.task == t->id; })) {
            return true;
        }
        if (waits_for_several(t)) {
            pending_of(h, now, *t, left);
        } else if (waits(t)) {
            left.push_back(next(h, now, *t));
        }
    }
    return false;
}

// A limit may cancel what a task waits for, and the task that fills a group may be among that.
bool is_limited(const history& h, const snapshot& now, const std::vector<blocked_task>& circle)
{
    return std::any_of(now.timers.begin(), now.timers.end(), [&](const timer_view& timer) {
        return timer.purpose != aio::timer_kind::sleep &&
               (waits_for_several(now.task(timer.task)) || reaches(h, now, timer.task, circle));
    });
}

}  // namespace

bool closes_circle(const history& h, const snapshot& now, std::uint32_t task, std::vector<blocked_task>& circle)
{
    for (const task_view* t = now.task(task); waits(t) && circle.size() != longest_circle;) {
        const std::uint32_t other = next(h, now, *t);
        circle.push_back(blocked(h, now, *t, other));
        if (other == task) {
            return !is_limited(h, now, circle);
        }
        t = now.task(other);
    }
    return false;
}

// Goes from each task as deep as the waits lead, and looks whether it comes back to one on its way.
bool has_circle(const history& h, const snapshot& now, std::vector<blocked_task>& circle)
{
    std::vector<std::uint32_t> places(now.tasks.size() + 1);  // by task: from 1 on the way; `passed`
    std::vector<std::uint32_t> way;
    std::vector<std::uint32_t> from;  // by place: where its next tasks begin in `next`, of which the last one is taken first
    std::vector<std::uint32_t> next;
    constexpr std::uint32_t passed = UINT32_MAX;
    for (const task_view& start : now.tasks) {
        for (std::uint32_t to = start.id;;) {
            const task_view* const t = now.task(to);
            if (waits(t) && places[to] != 0 && places[to] != passed) {
                for (std::size_t i = places[to] - 1; i != way.size(); ++i) {
                    circle.push_back(blocked(h, now, *now.task(way[i]), i + 1 == way.size() ? to : way[i + 1]));
                }
                return true;
            }
            if (waits(t) && places[to] == 0) {
                way.push_back(to);
                places[to] = static_cast<std::uint32_t>(way.size());
                from.push_back(static_cast<std::uint32_t>(next.size()));
                all_next(h, now, *t, next);
            }
            while (!way.empty() && next.size() == from.back()) {
                places[way.back()] = passed;
                way.pop_back();
                from.pop_back();
            }
            if (way.empty()) {
                break;
            }
            to = next.back();
            next.pop_back();
        }
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

std::vector<blocked_task> waiting_tasks(const history& h, const snapshot& now)
{
    std::vector<blocked_task> all;
    for (const task_view& t : now.tasks) {
        if (waits(&t) && all.size() != most_waiting) {
            all.push_back(blocked(h, now, t, 0));
        }
    }
    return all;
}

}  // namespace trace
