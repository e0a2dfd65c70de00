#include "trace/wakings.hpp"

#include <algorithm>

namespace trace {

namespace {

// A task that let others run, or never really waited, woke itself; the first task was there before the loop.
bool has_waker(const cause& c)
{
    return c.is != cause::what::unknown && c.is != cause::what::turn && c.is != cause::what::already &&
           (c.is != cause::what::created || c.by != 0);
}

// The first step of a task after a position; null if there's none.
const segment* step_after(const lane& l, std::size_t position)
{
    const auto first = std::lower_bound(l.segments.begin(), l.segments.end(), position,
                                        [](const segment& s, std::size_t p) { return s.begin < p; });
    const auto step = std::find_if(first, l.segments.end(),
                                   [](const segment& s) { return s.state == task_state::running; });
    return step == l.segments.end() ? nullptr : &*step;
}

}  // namespace

wakings::wakings(const history& h)
{
    causes why(h);
    why.follow();
    for (std::size_t p = 0; p != h.size(); ++p) {
        const event e = h.events()[p];
        const auto callback = static_cast<aio::callback_kind>(e.detail);
        const bool resumes = callback == aio::callback_kind::step || callback == aio::callback_kind::wakeup;
        if (e.kind != kind::queued || !resumes || e.task == 0) {
            continue;
        }
        const cause c = why.of(p);
        if (!has_waker(c)) {
            continue;
        }
        const place at = c.is == cause::what::job ? place{scene::thread, c.subject, c.position}
                         : c.by != 0              ? place{scene::task, c.by, c.position}
                                                  : place{scene::loop, 0, c.position};
        waking& w = all_[at];
        w.is = c.is;
        w.item = c.item;
        w.woken.push_back(e.task);
        if (const segment* const step = step_after(h.lanes()[e.task - 1], p)) {
            steps_[{e.task, step->begin}] = at;
        }
    }
    std::size_t numbers = 0;
    for (const auto& [step, at] : steps_) {
        waking& w = all_[at];
        w.number = w.number ? w.number : ++numbers;
    }
}

const waking* wakings::before(std::uint32_t task, std::size_t position) const
{
    const auto step = steps_.find({task, position});
    return step == steps_.end() ? nullptr : &all_.at(step->second);
}

}  // namespace trace
