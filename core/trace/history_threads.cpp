// What threads did, as lanes of segments.
#include <algorithm>

#include "trace/history.hpp"
#include "trace/schema.hpp"

namespace trace {

const segment& thread_lane::last_of(const job& j) const noexcept
{
    return of.segments[std::min(j.last, of.segments.size()) - 1];
}

const job& thread_lane::job_of(const segment& s) const noexcept
{
    const auto index = static_cast<std::size_t>(&s - of.segments.data());
    const auto after = std::upper_bound(jobs.begin(), jobs.end(), index,
                                        [](std::size_t i, const job& j) { return i < j.first; });
    return *(after - 1);
}

void history::follow_thread(const event& e)
{
    if (e.kind == kind::thread_started) {
        thread_lane& fresh = threads_.emplace_back();
        fresh.thread = e.subject;
        fresh.started = fresh.of.created = e.time;
        fresh.begin = head_.position - 1;
        fresh.of.name = e.text;
        return;
    }
    if (shape_of(e.kind).subject.is != meaning::thread) {
        return;
    }
    thread_lane& lane = threads_[e.subject - 1];
    auto& segments = lane.of.segments;
    const std::size_t position = head_.position - 1;
    const auto enter = [&](task_state state) {
        segment next;
        next.state = state;
        next.from = e.time;
        next.begin = position;
        segments.push_back(next);
    };
    const auto leave = [&] {
        segments.back().to = e.time;
        segments.back().end = position;
    };
    if (e.kind == kind::job_began) {
        lane.jobs.push_back({.function = e.text, .task = e.task, .first = segments.size()});
        enter(task_state::running);
        return;
    }
    leave();
    if (e.kind != kind::job_ended) {
        enter(e.kind == kind::job_slept ? task_state::sleeping : task_state::running);
        return;
    }
    job& j = lane.jobs.back();
    j.failed = e.detail != 0;
    j.error = e.text;
    if (j.failed) {
        enter(task_state::failed);
        leave();
    }
    j.last = segments.size();
}

}  // namespace trace
