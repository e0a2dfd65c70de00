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

}  // namespace web
