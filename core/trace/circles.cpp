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

// What isn't done of the several things that `t` waits for.
struct pending_parts {
    std::vector<std::uint32_t> tasks;
    std::size_t others = 0;  // futures, and what isn't told
};

pending_parts pending_of(const history& h, const snapshot& now, const task_view& t)
{
    pending_parts pending;
    if (!waits_for_several(&t)) {
        return pending;
    }
    const auto parts = h.lanes()[t.id - 1].parts_at(now.position);
    const std::size_t looked_at = std::min(parts.size(), longest_circle);
    pending.others = parts.size() - looked_at;
    for (const part& p : parts.first(looked_at)) {
        pending.others += p.more;
        if (h.is_done(p, now.position)) {
            continue;
        }
        if (p.is == aio::wait_kind::task && p.subject != 0) {
            pending.tasks.push_back(p.subject);
        } else {
            ++pending.others;
        }
    }
    return pending;
}

// The task that has to do something for `t` to go on; 0 if that may be any.
std::uint32_t next(const history& h, const snapshot& now, const task_view& t)
{
    if (waits_for_several(&t)) {
        const pending_parts pending = pending_of(h, now, t);
        return pending.tasks.size() == 1 && pending.others == 0 ? pending.tasks.front() : 0;
    }
    return t.waits == aio::wait_kind::task ? t.subject : holder_of(now, t, false);
}

// The tasks that all have to do something for `t` to go on, now that nothing can run. Of a wait() it's not known
// whether one is enough.
std::vector<std::uint32_t> all_next(const history& h, const snapshot& now, const task_view& t)
{
    if (t.waits == aio::wait_kind::gather || t.waits == aio::wait_kind::group) {
        return pending_of(h, now, t).tasks;
    }
    const std::uint32_t holder = holder_of(now, t, true);
    const std::uint32_t one = holder != 0 ? holder : next(h, now, t);
    return one == 0 ? std::vector<std::uint32_t>() : std::vector<std::uint32_t>{one};
}

// `t` in a circle, of which `then` is the next task; 0 if it's in none.
blocked_task blocked(const history& h, const snapshot& now, const task_view& t, std::uint32_t then)
{
    if (!waits_for_several(&t)) {
        return {t.id, t.subject, holder_of(now, t, true), 0, t.waits, t.role};
    }
    const pending_parts pending = pending_of(h, now, t);
    const std::uint32_t one = then != 0 ? then : pending.tasks.empty() ? 0 : pending.tasks.front();
    const std::size_t others = pending.tasks.size() + pending.others - (one != 0 ? 1 : 0);
    return {t.id, t.subject, one, static_cast<std::uint32_t>(others), t.waits, t.role};
}

bool reaches(const history& h, const snapshot& now, std::uint32_t task, const std::vector<blocked_task>& circle)
{
    std::vector<std::uint32_t> left{task};
    std::vector<bool> seen(now.tasks.size() + 1);
    for (std::size_t steps = 0; !left.empty() && steps != longest_circle; ++steps) {
        const task_view* const t = now.task(left.back());
        left.pop_back();
        if (!t || seen[t->id]) {
            continue;
        }
        seen[t->id] = true;
        if (std::any_of(circle.begin(), circle.end(), [&](const blocked_task& b) { return b.task == t->id; })) {
            return true;
        }
        if (waits_for_several(t)) {
            const std::vector<std::uint32_t> parts = pending_of(h, now, *t).tasks;
            left.insert(left.end(), parts.begin(), parts.end());
        } else if (waits(t)) {
            left.push_back(next(h, now, *t));
        }
    }
    return false;
}

// A limit may cancel what a task waits for, and whoever makes a group's tasks may be among that.
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
    struct step {
        std::uint32_t task;
        std::vector<std::uint32_t> next;
        std::size_t taken;
    };
    enum class place : std::uint8_t { unseen, on_way, passed };
    std::vector<place> places(now.tasks.size() + 1, place::unseen);
    std::vector<step> way;
    const auto enter = [&](std::uint32_t task) {
        const task_view* const t = now.task(task);
        if (waits(t) && places[task] == place::unseen) {
            places[task] = place::on_way;
            way.push_back({task, all_next(h, now, *t), 0});
        }
    };
    for (const task_view& start : now.tasks) {
        enter(start.id);
        while (!way.empty()) {
            step& last = way.back();
            if (last.taken == last.next.size()) {
                places[last.task] = place::passed;
                way.pop_back();
                continue;
            }
            const std::uint32_t to = last.next[last.taken++];
            if (!waits(now.task(to)) || places[to] != place::on_way) {
                enter(to);
                continue;
            }
            const auto first =
                std::find_if(way.begin(), way.end(), [to](const step& s) { return s.task == to; });
            for (auto at = first; at != way.end(); ++at) {
                circle.push_back(blocked(h, now, *now.task(at->task), at->next[at->taken - 1]));
            }
            return true;
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
