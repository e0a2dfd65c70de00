#include "trace/cancellations.hpp"

#include <algorithm>
#include <utility>

namespace trace {

cancellations::place cancellations::place_of(const task_view& t)
{
    return {t.line, t.file, t.function, t.callers, t.waits, t.role};
}

cancellations::cancelled* cancellations::find(std::uint32_t task)
{
    const auto i = std::lower_bound(all_.begin(), all_.end(), task,
                                    [](const cancelled& c, std::uint32_t id) { return c.task < id; });
    return i != all_.end() && i->task == task ? &*i : nullptr;
}

void cancellations::forget(std::uint32_t task)
{
    if (cancelled* const c = find(task)) {
        all_.erase(all_.begin() + (c - all_.data()));
    }
}

void cancellations::take(const snapshot& now, const event& e, std::vector<warning>& found)
{
    switch (e.kind) {
    case kind::task_cancel: {
        const task_view& t = now.tasks[e.task - 1];
        const bool suspended = t.started && t.state != task_state::running;
        if (e.by != 0 && e.by != e.task && suspended && t.line != 0 && !find(e.task)) {
            const auto after =
                std::lower_bound(all_.begin(), all_.end(), e.task,
                                 [](const cancelled& c, std::uint32_t id) { return c.task < id; });
            all_.insert(after, {.task = e.task, .time = e.time, .position = now.position, .at = place_of(t)});
        }
        break;
    }
    case kind::task_stepped:
        deliver(now, now.tasks[e.task - 1]);
        break;
    case kind::task_suspended:
        if (cancelled* const c = find(e.task); c && c->delivered && !c->told) {
            come_back(now, *c, found);
        }
        break;
    case kind::task_ended:
        if (cancelled* const c = find(e.task);
            c && c->returns != 0 && static_cast<aio::ending>(e.detail) == aio::ending::done) {
            tell(*c, found);
        }
        forget(e.task);
        break;
    case kind::task_destroyed:
        forget(e.task);
        break;
    case kind::deadlock:
        for (cancelled& c : all_) {
            if (c.returns != 0 && place_of(now.tasks[c.task - 1]) == c.at) {
                tell(c, found);
            }
        }
        break;
    default:
        break;
    }
}

// cancel() on a task that awaits another one cancels that one first. If that ends in another way, the first
// never learns of it. (If it hasn't ended, it's shielded.)
void cancellations::deliver(const snapshot& now, const task_view& t)
{
    cancelled* const c = find(t.id);
    if (!c || c->delivered) {
        return;
    }
    const task_view* const awaited = c->at.waits == aio::wait_kind::task ? now.task(t.subject) : nullptr;
    if (awaited && awaited->ended() && awaited->state != task_state::cancelled) {
        forget(t.id);
    } else {
        c->delivered = true;
    }
}

void cancellations::come_back(const snapshot& now, cancelled& c, std::vector<warning>& found)
{
    const task_view& t = now.tasks[c.task - 1];
    const bool again = c.at.waits == aio::wait_kind::group && !std::exchange(c.elsewhere, false);
    if (place_of(t) != c.at) {
        c.elsewhere = true;
    } else if (!again) {
        ++c.returns;
    }
    // A future that the program didn't make is the library's: its own function may wait for another one.
    const bool sure = t.callers == 0 && !(t.waits == aio::wait_kind::future && t.subject == 0);
    if (c.returns >= (sure ? 1 : many_returns)) {
        tell(c, found);
    }
}

void cancellations::tell(cancelled& c, std::vector<warning>& found)
{
    if (!c.told) {
        found.push_back({.is = warning::what::swallowed,
                         .time = c.time,
                         .position = c.position,
                         .task = c.task,
                         .text = c.at.function,
                         .line = c.at.line,
                         .file = c.at.file});
    }
    c.told = true;
}

}  // namespace trace
