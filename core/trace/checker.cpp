#include "trace/checker.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace trace {

namespace {

constexpr double most_whole = 9007199254740992.0;  // up to here a double tells whole numbers apart

std::string number(double n)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", n);
    return text;
}

std::string the_task(std::uint32_t task)
{
    return "task " + std::to_string(task);
}

std::string the_resource(std::uint32_t resource)
{
    return "resource " + std::to_string(resource);
}

bool is_whole(double n, double most)
{
    return n >= 0 && n <= most && n == std::floor(n);
}

// Whether such a callback is a task that goes on.
bool of_task(std::uint8_t detail)
{
    return detail == static_cast<std::uint8_t>(aio::callback_kind::step) ||
           detail == static_cast<std::uint8_t>(aio::callback_kind::wakeup);
}

bool is_queue(aio::resource_kind k)
{
    return k == aio::resource_kind::queue || k == aio::resource_kind::lifo_queue ||
           k == aio::resource_kind::priority_queue;
}

std::string check_number(const field& f, double value, double time)
{
    const std::string name = std::string("'") + f.name + "'";
    switch (f.is) {
    case meaning::count:
        return is_whole(value, most_whole) ? "" : name + " must be a whole number from 0";
    case meaning::amount:
        return value >= 0 && value <= checker::most_amount
                   ? ""
                   : name + " must be from 0 to " + number(checker::most_amount);
    case meaning::due:
        return std::abs(value) <= checker::most_time || value == std::numeric_limits<double>::infinity()
                   ? ""
                   : name + " is too far from 0";
    case meaning::moment:
        return value < time                  ? name + " is " + number(value) + ", which is before the event"
               : value <= checker::most_time ? ""
                                             : name + " is too far from 0";
    default:
        return "";
    }
}

}  // namespace

std::string checker::next(const log& l, const event& e)
{
    ++number_;
    const std::string why =
        static_cast<std::size_t>(e.kind) < kind_count ? check(l, e) : "there's no such kind";
    if (why.empty()) {
        time_ = e.time;
        return "";
    }
    const char* const kind = static_cast<std::size_t>(e.kind) < kind_count ? shape_of(e.kind).name : "?";
    return "Event " + std::to_string(number_) + " (" + kind + " at " + number(e.time) + " s): " + why + ".";
}

checker::reason checker::check(const log& l, const event& e)
{
    if (reason r = check_fields(l, e); !r.empty()) {
        return r;
    }
    switch (e.kind) {
    case kind::iteration:
        return check_iteration();
    case kind::queued:
        return check_queued(e);
    case kind::unqueued:
        return check_unqueued(e);
    case kind::callback_began:
        return check_began(e);
    case kind::callback_ended:
        return check_ended();
    case kind::timer_set:
        return check_timer_set(e);
    case kind::timer_fired:
    case kind::timer_cancelled:
        return check_timer_over(e);
    case kind::task_created:
        return check_created(e);
    case kind::task_stepped:
        return check_stepped(e);
    case kind::task_suspended:
    case kind::task_ended:
        return check_left(e);
    case kind::task_cancel:
        return check_cancel(e);
    case kind::resource_made:
        return check_made(e);
    case kind::resource_dropped:
        resources_[e.subject - 1].dropped = true;
        return "";
    case kind::wait_began:
    case kind::wait_ended:
        return check_wait(e);
    case kind::item_put:
    case kind::item_moved:
    case kind::item_got:
        return check_item(e);
    case kind::clock:
    case kind::held:
    case kind::task_renamed:
    case kind::resource_value:
    case kind::resource_closed:
    case kind::resource_held:
    case kind::printed:
    case kind::reported:
    case kind::uncaught:
    case kind::deadlock:
    case kind::finished:
        break;
    }
    return "";
}

// What the schema says of each field by itself.
checker::reason checker::check_fields(const log& l, const event& e) const
{
    const shape& s = shape_of(e.kind);
    if (!(std::abs(e.time) <= most_time)) {
        return "its time is too far from 0";
    }
    if (e.time < time_) {
        return "its time is before that of the event before, " + number(time_) + " s";
    }
    if (e.by != 0 && !has_task(e.by)) {
        return "'by' names " + the_task(e.by) + ", which was not created";
    }
    const bool may_be_none = s.subject || e.kind == kind::task_created;
    if (s.task && e.kind != kind::task_created && !has_task(e.task) && !(may_be_none && e.task == 0)) {
        return the_task(e.task) + " was not created";
    }
    if (s.subject.is == meaning::resource && e.kind != kind::resource_made) {
        if (e.subject == 0 || e.subject > resources_.size()) {
            return the_resource(e.subject) + " was not made";
        }
        if (resources_[e.subject - 1].dropped) {
            return the_resource(e.subject) + " is gone";
        }
    }
    if (reason r = s.value ? check_number(s.value, e.value, e.time) : ""; !r.empty()) {
        return r;
    }
    const bool names_fit = (s.detail.is != meaning::name || e.detail < s.detail.names.size()) &&
                           (s.value.is != meaning::name ||
                            (is_whole(e.value, 255) && e.value < static_cast<double>(s.value.names.size())));
    const bool texts_fit =
        e.text < l.texts() && e.file < l.texts() && (!s.other_is_text() || e.other < l.texts());
    return names_fit && texts_fit ? "" : "a field is out of range";
}

checker::reason checker::check_iteration()
{
    if (calls_) {
        return "a callback still runs";
    }
    iterates_ = true;
    return "";
}

// --- The ready queue -------------------------------------------------------------------------------

checker::reason checker::check_queued(const event& e)
{
    const std::uint64_t place = first_ + ready_.size();
    if (of_task(e.detail)) {
        if (e.task == 0) {
            return "a step or wakeup is a task's";
        }
        task_state& t = task(e.task);
        if (t.ended) {
            return the_task(e.task) + " has ended";
        }
        if (t.queued != 0) {
            return the_task(e.task) + " is in the ready queue already";
        }
        t.queued = place;
    } else {
        if (e.subject != 0) {
            if (timers_.contains(e.subject) || !calls_queued_.insert(e.subject).second) {
                return "a timer or call with the number " + std::to_string(e.subject) + " is waiting already";
            }
        }
        const auto [same, is_new] = same_.try_emplace({e.detail, e.task, e.subject}, range{place, place});
        if (!is_new) {
            at(same->second.last).next_same = place;
            same->second.last = place;
        }
    }
    ready_.push_back({static_cast<aio::callback_kind>(e.detail), e.task, e.subject});
    return "";
}

// The place of the first callback in the ready queue that says what `e` says; 0 for none.
std::uint64_t checker::place_of(const event& e)
{
    if (of_task(e.detail)) {
        const std::uint64_t place = e.task != 0 ? task(e.task).queued : 0;
        return place != 0 && static_cast<std::uint8_t>(at(place).kind) == e.detail &&
                       at(place).number == e.subject
                   ? place
                   : 0;
    }
    const auto same = same_.find({e.detail, e.task, e.subject});
    return same == same_.end() ? 0 : same->second.first;
}

void checker::take_out(std::uint64_t place)
{
    call& c = at(place);
    const auto detail = static_cast<std::uint8_t>(c.kind);
    c.gone = true;
    if (of_task(detail)) {
        task(c.task).queued = 0;
    } else {
        calls_queued_.erase(c.number);
        const auto same = same_.find({detail, c.task, c.number});
        if (c.next_same == 0) {
            same_.erase(same);
        } else {
            same->second.first = c.next_same;
        }
    }
    while (!ready_.empty() && ready_.front().gone) {
        ready_.pop_front();
        ++first_;
    }
}

checker::reason checker::check_unqueued(const event& e)
{
    const std::uint64_t place = place_of(e);
    if (place == 0) {
        return "no such callback is in the ready queue";
    }
    take_out(place);
    return "";
}

checker::reason checker::check_began(const event& e)
{
    if (calls_) {
        return "another callback still runs";
    }
    if (!running_.empty()) {
        return the_task(running_.back()) + " runs";
    }
    if (!iterates_) {
        return "no iteration has begun";
    }
    if (ready_.empty()) {
        return "the ready queue is empty";
    }
    if (place_of(e) != first_) {
        return "this callback is not the first of the ready queue";
    }
    take_out(first_);
    calls_ = true;
    return "";
}

checker::reason checker::check_ended()
{
    if (!calls_) {
        return "no callback runs";
    }
    if (!running_.empty()) {
        return the_task(running_.back()) + " still runs";
    }
    calls_ = false;
    return "";
}

// --- Timers ----------------------------------------------------------------------------------------

checker::reason checker::check_timer_set(const event& e)
{
    if (e.subject == 0) {
        return "timers are numbered from 1";
    }
    if (calls_queued_.contains(e.subject) || !timers_.insert(e.subject).second) {
        return "a timer or call with the number " + std::to_string(e.subject) + " is waiting already";
    }
    return "";
}

checker::reason checker::check_timer_over(const event& e)
{
    return timers_.erase(e.subject) != 0 ? "" : "timer " + std::to_string(e.subject) + " is not set";
}

// --- Tasks -----------------------------------------------------------------------------------------

checker::reason checker::check_created(const event& e)
{
    if (e.task != tasks_.size() + 1) {
        return "the next task has the number " + std::to_string(tasks_.size() + 1) + ", not " +
               std::to_string(e.task);
    }
    tasks_.emplace_back();
    return "";
}

checker::reason checker::check_cancel(const event& e) const
{
    return tasks_[e.task - 1].ended ? the_task(e.task) + " has ended" : "";
}

checker::reason checker::check_stepped(const event& e)
{
    task_state& t = task(e.task);
    if (t.ended || t.running) {
        return the_task(e.task) + (t.ended ? " has ended" : " runs already");
    }
    t.running = true;
    running_.push_back(e.task);
    return "";
}

checker::reason checker::check_left(const event& e)
{
    if (running_.empty() || running_.back() != e.task) {
        return running_.empty() ? "no task runs"
                                : the_task(running_.back()) + " runs, not " + the_task(e.task);
    }
    task_state& t = task(e.task);
    if (e.kind == kind::task_suspended) {
        if (reason r = check_subject(e); !r.empty()) {
            return r;
        }
    } else if (t.queued != 0) {
        return the_task(e.task) + " is in the ready queue";
    }
    t.ended = e.kind == kind::task_ended;
    t.running = false;
    running_.pop_back();
    return "";
}

// What a task waits for.
checker::reason checker::check_subject(const event& e) const
{
    if (e.subject == 0) {
        return "";
    }
    switch (static_cast<aio::wait_kind>(e.detail)) {
    case aio::wait_kind::task:
        return has_task(e.subject) ? "" : "it waits for " + the_task(e.subject) + ", which was not created";
    case aio::wait_kind::sleep:
        return timers_.contains(e.subject) || calls_queued_.contains(e.subject)
                   ? ""
                   : "it waits for timer " + std::to_string(e.subject) + ", which is not set";
    case aio::wait_kind::future:
    case aio::wait_kind::resource:
        return e.subject > resources_.size()
                   ? "it waits for " + the_resource(e.subject) + ", which was not made"
               : resources_[e.subject - 1].dropped
                   ? "it waits for " + the_resource(e.subject) + ", which is gone"
                   : "";
    default:
        return "nothing with a number is waited for";
    }
}

// --- Resources -------------------------------------------------------------------------------------

checker::reason checker::check_made(const event& e)
{
    if (e.subject != resources_.size() + 1) {
        return "the next resource has the number " + std::to_string(resources_.size() + 1) + ", not " +
               std::to_string(e.subject);
    }
    const auto what = static_cast<aio::resource_kind>(e.detail);
    if (what == aio::resource_kind::condition && !is_whole(e.value, static_cast<double>(resources_.size()))) {
        return "there is no resource " + number(e.value) + " that could be its lock";
    }
    resources_.push_back({what});
    return "";
}

checker::reason checker::check_wait(const event& e)
{
    const name wait{e.subject, e.task, e.detail};
    if (e.kind == kind::wait_began) {
        ++waits_[wait];
        return "";
    }
    const auto begun = waits_.find(wait);
    if (begun == waits_.end()) {
        return "no such wait has begun";
    }
    if (--begun->second == 0) {
        waits_.erase(begun);
    }
    return "";
}

checker::reason checker::check_item(const event& e)
{
    resource_state& r = resources_[e.subject - 1];
    const name item{e.subject, e.other, 0};
    if (!is_queue(r.kind)) {
        return the_resource(e.subject) + " is no queue";
    }
    const bool is_in = items_.contains(item);
    if (is_in == (e.kind == kind::item_put)) {
        return "item " + std::to_string(e.other) +
               (is_in ? " is in the queue already" : " is not in the queue");
    }
    const std::uint32_t others = r.items - (e.kind == kind::item_moved ? 1 : 0);
    if (e.kind != kind::item_got && e.value > others) {
        return "place " + number(e.value) + " is beyond the end of the queue";
    }
    if (e.kind == kind::item_put) {
        items_.insert(item);
        ++r.items;
    } else if (e.kind == kind::item_got) {
        items_.erase(item);
        --r.items;
    }
    return "";
}

}  // namespace trace
