#include "trace/history.hpp"

#include <algorithm>

namespace trace {

void history::follow(std::size_t most)
{
    const auto& events = from_->events();
    const std::size_t end = head_.position + std::min(most, events.size() - head_.position);
    while (head_.position != end) {
        if (head_.position % keyframe_distance == 0) {
            keyframes_.push_back(head_);
        }
        take(events[head_.position]);
    }
}

void history::take(const event& e)
{
    if (e.kind == kind::iteration && boundaries_.empty()) {
        boundaries_.push_back(head_.position);
        stops_.push_back(head_.position);
    }
    apply(head_, e, *from_);
    if (e.kind == kind::callback_ended) {
        boundaries_.push_back(head_.position);
    }
    if (e.kind == kind::callback_ended || (e.kind == kind::clock && head_.callback)) {
        stops_.push_back(head_.position);
    }
    if (e.kind == kind::callback_began) {
        begins_.push_back(head_.position - 1);
        if (instants_.empty() || instants_.back().time != e.time) {
            const std::size_t before =
                instants_.empty() ? 0 : instants_.back().first + instants_.back().count;
            instants_.push_back({e.time, before, 0});
        }
        ++instants_.back().count;
    }
    follow_lane(e);
    follow_output(e);
    follow_resources(e);
    has_chains_ = has_chains_ || (e.kind == kind::task_suspended && e.other != 0);
    if (e.kind == kind::reported) {
        reports_.push_back({e.time, head_.position, e.text});
    }
    if (e.kind == kind::held) {
        holds_.push_back({e.time, e.value, e.by, head_.position - 1});
    }
}

void history::follow_lane(const event& e)
{
    if (e.kind == kind::task_created) {
        lane& fresh = lanes_.emplace_back();
        fresh.task = e.task;
        fresh.name = e.text;
        fresh.function = e.other;
        fresh.created = e.time;
    }
    const task_view* t = head_.task(e.task);
    if (!t) {
        return;
    }
    lane& of = lanes_[e.task - 1];
    of.name = t->name;
    auto& segments = of.segments;
    if (e.kind == kind::task_cancel) {
        of.cancelling = true;
    }
    if (!segments.empty() && segments.back().state == t->state && e.kind != kind::task_suspended &&
        e.kind != kind::task_stepped) {
        return;
    }
    const std::size_t position = head_.position - 1;
    if (!segments.empty()) {
        segments.back().to = e.time;
        segments.back().end = position;
        segments.back().cancelled = of.cancelling;
    }
    if (e.kind == kind::task_stepped) {
        of.cancelling = false;
    }
    segment next;
    next.state = t->state;
    next.from = e.time;
    next.begin = position;
    next.waits = t->waits;
    next.subject = t->subject;
    next.role = t->role;
    segments.push_back(next);
}

void history::follow_output(const event& e)
{
    if (e.kind != kind::printed) {
        return;
    }
    for (const char c : from_->text(e.text)) {
        if (c == '\n') {
            output_.push_back({e.time, e.by, head_.position, partial_});
            partial_.clear();
        } else {
            partial_ += c;
        }
    }
}

void history::follow_resources(const event& e)
{
    if (e.kind != kind::resource_made) {
        return;
    }
    const auto what = static_cast<aio::resource_kind>(e.detail);
    const auto before = std::count_if(resources_.begin(), resources_.end(),
                                      [what](const known_resource& r) { return r.kind == what; });
    resources_.push_back({what, static_cast<std::uint32_t>(before) + 1});
}

snapshot history::at(std::size_t position) const
{
    position = std::min(position, size());
    if (position == size()) {
        return head_;
    }
    snapshot s = keyframes_[position / keyframe_distance];
    while (s.position != position) {
        apply(s, from_->events()[s.position], *from_);
    }
    return s;
}

void history::move(snapshot& s, std::size_t position) const
{
    if (s.position != position) {
        s = at(position);
    }
}

std::size_t history::position_at(double time) const
{
    const auto& events = from_->events();
    const auto end = events.begin() + static_cast<std::ptrdiff_t>(size());
    const auto place =
        std::upper_bound(events.begin(), end, time, [](double t, const event& e) { return t < e.time; });
    return static_cast<std::size_t>(place - events.begin());
}

std::size_t history::boundary_after(std::size_t position) const
{
    const auto place = std::upper_bound(boundaries_.begin(), boundaries_.end(), position);
    return place == boundaries_.end() ? size() : *place;
}

std::size_t history::boundary_before(std::size_t position) const
{
    const auto place = std::lower_bound(boundaries_.begin(), boundaries_.end(), position);
    return place == boundaries_.begin() ? (boundaries_.empty() ? 0 : boundaries_.front()) : *(place - 1);
}

std::size_t history::stop_after(std::size_t position) const
{
    const auto place = std::upper_bound(stops_.begin(), stops_.end(), position);
    return place == stops_.end() ? size() : *place;
}

std::size_t history::stop_before(std::size_t position) const
{
    const auto place = std::lower_bound(stops_.begin(), stops_.end(), position);
    return place == stops_.begin() ? (stops_.empty() ? 0 : stops_.front()) : *(place - 1);
}

bool history::within_callback(std::size_t position) const
{
    const std::size_t ended = callbacks_at(position);
    return ended < begins_.size() && begins_[ended] < position;
}

std::size_t history::callbacks_at(std::size_t position) const
{
    const auto place = std::upper_bound(boundaries_.begin(), boundaries_.end(), position);
    const auto count = static_cast<std::size_t>(place - boundaries_.begin());
    return count == 0 ? 0 : count - 1;
}

std::size_t history::lines_at(std::size_t position) const
{
    const auto place = std::upper_bound(output_.begin(), output_.end(), position,
                                        [](std::size_t p, const output_line& l) { return p < l.position; });
    return static_cast<std::size_t>(place - output_.begin());
}

}  // namespace trace
