#include "trace/history.hpp"

#include <algorithm>

namespace trace {

namespace {

constexpr double tolerance = 1e-9;  // the clock's own resolution

}  // namespace

std::size_t lane::find(double time) const noexcept
{
    const auto place = std::lower_bound(segments.begin(), segments.end(), time,
                                        [](const segment& s, double t) { return s.to < t; });
    return static_cast<std::size_t>(place - segments.begin());
}

std::span<const part> lane::parts_of(const segment& s, std::size_t position) const noexcept
{
    const auto from = [this](std::size_t at) {
        return std::lower_bound(parts.begin(), parts.end(), at,
                                [](const part& p, std::size_t place) { return p.position < place; });
    };
    const auto first = from(s.begin);
    const auto last = from(std::max(s.begin, std::min(s.end, position)));
    return {parts.data() + (first - parts.begin()), static_cast<std::size_t>(last - first)};
}

std::span<const part> lane::parts_at(std::size_t position) const noexcept
{
    const auto after = std::lower_bound(segments.begin(), segments.end(), position,
                                        [](const segment& s, std::size_t p) { return s.begin < p; });
    return after == segments.begin() ? std::span<const part>() : parts_of(*(after - 1), position);
}

void history::follow(std::size_t most)
{
    const auto& events = from_->events();
    const std::size_t end = head_.position + std::min(most, events.size() - head_.position);
    while (head_.position != end) {
        if (head_.position == next_keyframe_) {
            keep();
        }
        take(events[head_.position]);
    }
}

// Makes a keyframe, and plans the next one for two events per entry later. So all keyframes together grow no
// faster than the log, and replaying events from one to the next takes no longer than a few copies of a
// keyframe.
void history::keep()
{
    constexpr std::size_t least = 512;  // events
    const std::size_t entries = head_.entries();
    keyframes_.push_back({head_, entries});
    kept_entries_ += entries;
    next_keyframe_ += std::max(least, 2 * entries);
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
    follow_stops(e);
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
    follow_thread(e);
    follow_holds(e);
    follow_output(e);
    follow_resources(e);
    has_chains_ =
        has_chains_ || (e.kind == kind::task_suspended &&
                        (e.other != 0 || e.detail == static_cast<std::uint8_t>(aio::wait_kind::task)));
    has_variables_ = has_variables_ || e.kind == kind::task_variables;
    if (e.kind == kind::reported) {
        reports_.push_back({e.time, head_.position, e.text});
    }
    if (e.kind == kind::intervened) {
        interventions_.push_back(head_.position - 1);
    }
    if (e.kind == kind::shared_value) {
        if (e.subject > shared_.size()) {
            shared_.push_back({e.text, {}});
        }
        shared_[e.subject - 1].changes.push_back({e.time, head_.position - 1, e.other, e.task});
    }
}

// What was done to a task is followed, before the loop takes the next callback, by what it leads to: the task gets ready.
void history::follow_stops(const event& e)
{
    const bool goes_on = e.kind == kind::iteration || e.kind == kind::clock || e.kind == kind::callback_began ||
                         e.kind == kind::intervened || e.kind == kind::finished || e.kind == kind::deadlock;
    if (intervened_ && goes_on && !boundaries_.empty()) {
        stops_.push_back(head_.position - 1);
    }
    intervened_ = e.kind == kind::intervened || (intervened_ && !goes_on);
    if (taken_) {
        stops_.push_back(head_.position - (e.kind == kind::task_stepped ? 0 : 1));
        printed_.clear();
        blocks_ = false;
    }
    taken_ = e.kind == kind::callback_began;
    if (e.kind == kind::callback_ended || (e.kind == kind::clock && head_.callback)) {
        stops_.push_back(head_.position);
    } else if (e.kind == kind::held && head_.callback && !blocks_) {
        blocks_ = true;
        stops_.insert(stops_.end(), printed_.begin(), printed_.end());
    } else if (e.kind == kind::printed && head_.callback) {
        (blocks_ ? stops_ : printed_).push_back(head_.position);
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
    if (e.kind == kind::task_awaits) {
        of.parts.push_back({head_.position - 1, e.subject, static_cast<std::uint32_t>(std::min(e.value, 4e9)),
                            static_cast<aio::wait_kind>(e.detail)});
        return;
    }
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
        if (segments.back().from < e.time) {
            states_ |= 1U << static_cast<unsigned>(segments.back().state);
        }
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
    if (next.state == task_state::running || next.state >= task_state::done) {
        states_ |= 1U << static_cast<unsigned>(next.state);
    }
}

void history::follow_holds(const event& e)
{
    if (e.kind == kind::callback_began) {
        callback_begin_ = head_.position - 1;
        blocker_ = 0;
    } else if (e.kind == kind::held && blocker_ == 0) {
        blocker_ = e.by;
    }
    const auto& callback = e.kind == kind::callback_ended ? head_.last : head_.callback;
    const double since = head_.callback_since;
    if (!callback || e.time <= since || e.time - since < from_->header.hold_threshold - tolerance) {
        return;
    }
    if (holds_.empty() || holds_.back().begin != callback_begin_) {
        holds_.push_back({since, since, 0, callback_begin_, callback_begin_});
    }
    hold& h = holds_.back();
    h.to = e.time;
    h.end = head_.position - 1;
    h.task = blocker_ != 0 ? blocker_ : callback->task;
}

void history::follow_output(const event& e)
{
    if (e.kind != kind::printed) {
        return;
    }
    unfinished_.time = e.time;
    unfinished_.task = e.by;
    unfinished_.position = head_.position;
    for (const char c : from_->text(e.text)) {
        if (c == '\n') {
            output_.push_back(unfinished_);
            unfinished_.text.clear();
        } else {
            unfinished_.text += c;
        }
    }
}

void history::follow_resources(const event& e)
{
    if (e.kind == kind::resource_made) {
        resources_.push_back({static_cast<aio::resource_kind>(e.detail), ++made_[e.detail]});
    } else if (e.kind == kind::resource_value) {
        known_resource& r = resources_[e.subject - 1];
        r.done = r.kind == aio::resource_kind::future ? std::min(r.done, head_.position - 1) : r.done;
    }
}

bool history::is_done(const part& p, std::size_t position) const noexcept
{
    if (p.subject == 0) {
        return false;
    }
    if (p.is == aio::wait_kind::task) {
        const segment& last = lanes_[p.subject - 1].segments.back();
        return last.state >= task_state::done && last.begin < position;
    }
    const bool future = p.is == aio::wait_kind::future || p.is == aio::wait_kind::resource;
    return future && resources_[p.subject - 1].done < position;
}

const history::keyframe& history::keyframe_before(std::size_t position) const noexcept
{
    const auto after =
        std::upper_bound(keyframes_.begin(), keyframes_.end(), position,
                         [](std::size_t p, const keyframe& k) { return p < k.state.position; });
    return *(after - 1);
}

void history::fold(snapshot& s, std::size_t position) const
{
    while (s.position != position) {
        apply(s, from_->events()[s.position], *from_);
    }
}

snapshot history::at(std::size_t position) const
{
    if (position >= size()) {
        return head_;
    }
    snapshot s = keyframe_before(position).state;
    fold(s, position);
    return s;
}

void history::move(snapshot& s, std::size_t position) const
{
    position = std::min(position, size());
    if (s.position == position) {
        return;
    }
    const bool forward = s.position < position;
    const std::size_t passed = forward ? position - s.position : SIZE_MAX;
    constexpr std::size_t copied = 8;  // entries that can be copied in the time that one event takes
    if (position == size()) {
        if (!forward || passed > head_.tasks.size() / copied) {
            s = head_;
        }
    } else {
        const keyframe& k = keyframe_before(position);
        if (!forward || passed > position - k.state.position + k.entries / copied) {
            s = k.state;
        }
    }
    fold(s, position);
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

const hold* history::hold_at(double time) const noexcept
{
    const auto after = std::upper_bound(holds_.begin(), holds_.end(), time,
                                        [](double t, const hold& h) { return t < h.from; });
    if (after == holds_.begin()) {
        return nullptr;
    }
    const hold& h = *(after - 1);
    const bool still_runs = head_.callback && h.begin == callback_begin_;
    return time < h.to || (still_runs && time == h.to) ? &h : nullptr;
}

std::size_t history::lines_at(std::size_t position) const
{
    const auto place = std::upper_bound(output_.begin(), output_.end(), position,
                                        [](std::size_t p, const output_line& l) { return p < l.position; });
    return static_cast<std::size_t>(place - output_.begin());
}

std::size_t history::shown_lines_at(std::size_t position) const
{
    return lines_at(position) + (position == size() && !unfinished_.text.empty() ? 1 : 0);
}

}  // namespace trace
