#include "web/view/moments.hpp"

#include <algorithm>

namespace web {

namespace {

// The position before the callback in which the event at `position` happened.
std::size_t before_callback(const trace::log& log, std::size_t position)
{
    std::size_t i = position;
    while (i != 0 && log[i].kind != trace::kind::callback_began) {
        --i;
    }
    return i;
}

}  // namespace

std::size_t moment_at_line(const trace::log& log, std::uint32_t task, std::uint32_t line, std::size_t before)
{
    const std::size_t end = std::min(before, log.size());
    std::size_t last_step = end;  // the task's last step
    std::size_t next_step = end;  // the step after the event being looked at
    for (std::size_t i = end; task != 0 && i-- != 0;) {
        const trace::event& e = log[i];
        if (e.task != task) {
            continue;
        }
        if (e.kind == trace::kind::task_stepped) {
            next_step = i;
            last_step = last_step == end ? i : last_step;
        } else if (e.kind == trace::kind::task_suspended && e.line == line) {
            return next_step == end ? end : before_callback(log, next_step);
        } else if (e.kind == trace::kind::task_created) {
            break;
        }
    }
    return last_step == end ? end : last_step + 1;
}

std::size_t next_at_line(const trace::history& h, std::uint32_t line, std::size_t position)
{
    for (std::size_t i = position; i < h.size(); ++i) {
        const trace::event e = h.events()[i];
        if (e.kind == trace::kind::task_suspended && e.line == line) {
            return h.stop_after(i);
        }
    }
    return position;
}

std::size_t task_moment_after(const trace::history& h, std::uint32_t task, std::size_t position)
{
    if (task == 0 || task > h.lanes().size()) {
        return position;
    }
    const auto& all = h.lanes()[task - 1].segments;
    auto s = std::lower_bound(all.begin(), all.end(), h.stop_before(position),
                              [](const trace::segment& of, std::size_t p) { return of.begin < p; });
    for (; s != all.end(); ++s) {
        if (const std::size_t stop = h.stop_after(s->begin); stop > position) {
            return stop;
        }
    }
    return position;
}

std::size_t task_moment_before(const trace::history& h, std::uint32_t task, std::size_t position)
{
    if (task == 0 || task > h.lanes().size()) {
        return position;
    }
    const auto& all = h.lanes()[task - 1].segments;
    auto s = std::lower_bound(all.begin(), all.end(), position,
                              [](const trace::segment& of, std::size_t p) { return of.begin < p; });
    while (s != all.begin()) {
        --s;
        if (const std::size_t stop = h.stop_after(s->begin); stop < position) {
            return stop;
        }
    }
    return position;
}

}  // namespace web
