#include "trace/checker.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "json/formatted.hpp"
#include "rules.words.hpp"

namespace trace {

namespace {

using json::formatted;

constexpr double most_whole = 9007199254740992.0;  // up to here, a double represents whole numbers exactly

bool is_whole(double n, double most)
{
    return n >= 0 && n <= most && n == std::floor(n);
}

// Whether a callback of this kind resumes a task.
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

}  // namespace

std::string checker::next(const log& l, const event& e)
{
    ++number_;
    const bool is_known = static_cast<std::size_t>(e.kind) < kind_count;
    if (is_known ? check(l, e) : broken(words::no_such_kind)) {
        time_ = e.time;
        suspended_ = e.kind == kind::task_suspended ? e.task : 0;
        return "";
    }
    return formatted(words::broken_rule, number_, is_known ? shape_of(e.kind).name : "?", e.time,
                     reason_.c_str());
}

bool checker::broken(const char* format, ...)
{
    std::va_list arguments;
    va_start(arguments, format);
    reason_ = json::formatted_list(format, arguments);
    va_end(arguments);
    return false;
}

checker::places* checker::find(const name& n)
{
    const auto place = there_.find(n);
    return place == there_.end() ? nullptr : &place->second;
}

// The entry with this name. A new one has 0 as its first place.
checker::places& checker::add(const name& n)
{
    return there_.try_emplace(n, places{0, 0}).first->second;
}

bool checker::remove(const name& n)
{
    return there_.erase(n) != 0;
}

bool checker::check(const log& l, const event& e)
{
    if (!check_fields(l, e)) {
        return false;
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
    case kind::task_variables:
        return check_variables(e);
    case kind::task_awaits:
        return check_awaits(e);
    case kind::task_cancel:
    case kind::task_destroyed:
        return check_cancel(e);
    case kind::resource_made:
        return check_made(e);
    case kind::resource_dropped:
        resources_[e.subject - 1].dropped = true;
        return true;
    case kind::wait_began:
    case kind::wait_ended:
        return check_wait(e);
    case kind::item_put:
    case kind::item_moved:
    case kind::item_got:
        return check_item(e);
    case kind::bytes_written:
    case kind::bytes_sent:
    case kind::bytes_received:
    case kind::bytes_read:
        return check_bytes(e);
    case kind::thread_started:
    case kind::job_began:
    case kind::job_slept:
    case kind::job_woke:
    case kind::job_ended:
        return check_thread(e);
    case kind::shared_value:
        return check_shared(e);
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
    case kind::intervened:
        break;
    }
    return true;
}

// --- Each field by itself, against the schema ------------------------------------------------------

bool checker::check_fields(const log& l, const event& e)
{
    const shape& s = shape_of(e.kind);
    if (!(std::abs(e.time) <= most_time)) {
        return broken(words::time_too_far);
    }
    if (e.time < time_) {
        return broken(words::time_falls, time_);
    }
    if (e.by != 0 && !has_task(e.by)) {
        return broken(words::by_unknown, e.by);
    }
    if (s.task && e.kind != kind::task_created && !has_task(e.task) && (e.task != 0 || !s.subject)) {
        return broken(words::task_not_created, e.task);
    }
    if (s.subject.is == meaning::resource && e.kind != kind::resource_made) {
        const bool was_made = e.subject != 0 && e.subject <= resources_.size();
        if (!was_made || resources_[e.subject - 1].dropped) {
            return broken(was_made ? words::resource_gone : words::resource_not_made, e.subject);
        }
    }
    if (s.subject.is == meaning::thread && e.kind != kind::thread_started &&
        (e.subject == 0 || e.subject > threads_.size())) {
        return broken(words::thread_not_started, e.subject);
    }
    const bool names_fit = s.detail.is != meaning::name || e.detail < s.detail.names.size();
    const bool texts_fit =
        e.text < l.texts() && e.file < l.texts() && (!s.other_is_text() || e.other < l.texts());
    return names_fit && texts_fit ? check_number(s.value, e) : broken(words::out_of_range);
}

bool checker::check_number(const field& f, const event& e)
{
    const char* wrong = nullptr;
    switch (f.is) {
    case meaning::count:
        wrong = is_whole(e.value, most_whole) ? nullptr : words::must_be_whole;
        break;
    case meaning::amount:
        wrong = e.value >= 0 && e.value <= most_amount ? nullptr : words::must_be_amount;
        break;
    case meaning::due:
        wrong = std::abs(e.value) <= most_time || e.value == std::numeric_limits<double>::infinity()
                    ? nullptr
                    : words::too_far;
        break;
    case meaning::moment:
        wrong = e.value < e.time ? words::before_event : e.value <= most_time ? nullptr : words::too_far;
        break;
    case meaning::name:
        wrong =
            is_whole(e.value, static_cast<double>(f.names.size()) - 1) ? nullptr : words::name_out_of_range;
        break;
    default:
        break;
    }
    return !wrong || broken(wrong, f.name);
}

// --- The ready queue -------------------------------------------------------------------------------

bool checker::check_iteration()
{
    iterates_ = true;
    return !calls_ || broken(words::callback_still_runs);
}

// Whether a timer is set, or a call is in the ready queue, with this number.
bool checker::waits(std::uint32_t number)
{
    return find({thing::timer, 0, number, 0}) || find({thing::call, 0, number, 0});
}

bool checker::check_queued(const event& e)
{
    const std::uint64_t place = first_ + ready_.size();
    if (of_task(e.detail)) {
        if (e.task == 0) {
            return broken(words::step_without_task);
        }
        task_state& t = task(e.task);
        if (t.ended || t.queued != 0) {
            return broken(t.ended ? words::task_ended : words::task_queued_already, e.task);
        }
        t.queued = place;
    } else {
        if (e.subject != 0) {
            if (waits(e.subject)) {
                return broken(words::number_waits_already, e.subject);
            }
            add({thing::call, 0, e.subject, 0});
        }
        places& same = add({thing::callback, e.detail, e.task, e.subject});
        if (same.first == 0) {
            same.first = place;
        } else {
            at(same.last).next_same = place;
        }
        same.last = place;
    }
    ready_.push_back({e.detail, false, e.task, e.subject, 0});
    return true;
}

// The place of the first callback in the ready queue that matches `e`; 0 if there's none.
std::uint64_t checker::place_of(const event& e)
{
    if (of_task(e.detail)) {
        const std::uint64_t place = e.task != 0 ? task(e.task).queued : 0;
        return place != 0 && at(place).kind == e.detail && at(place).number == e.subject ? place : 0;
    }
    const places* same = find({thing::callback, e.detail, e.task, e.subject});
    return same ? same->first : 0;
}

void checker::take_out(std::uint64_t place)
{
    call& c = at(place);
    c.gone = true;
    if (of_task(c.kind)) {
        task(c.task).queued = 0;
    } else {
        remove({thing::call, 0, c.number, 0});
        const name same{thing::callback, c.kind, c.task, c.number};
        if (c.next_same == 0) {
            remove(same);
        } else {
            find(same)->first = c.next_same;
        }
    }
    skip_gone();
}

// Skips removed callbacks at the front, and frees the front once it's more than half of the vector.
void checker::skip_gone()
{
    while (head_ != ready_.size() && ready_[head_].gone) {
        ++head_;
    }
    if (head_ > 16 && head_ > ready_.size() / 2) {
        ready_.erase(ready_.begin(), ready_.begin() + static_cast<std::ptrdiff_t>(head_));
        first_ += std::exchange(head_, 0);
    }
}

bool checker::check_unqueued(const event& e)
{
    const std::uint64_t place = place_of(e);
    if (place == 0) {
        return broken(words::no_such_callback);
    }
    take_out(place);
    return true;
}

bool checker::check_began(const event& e)
{
    if (calls_) {
        return broken(words::another_runs);
    }
    if (!running_.empty()) {
        return broken(words::task_runs, running_.back());
    }
    if (!iterates_) {
        return broken(words::no_iteration);
    }
    if (head_ == ready_.size()) {
        return broken(words::queue_empty);
    }
    if (place_of(e) != first_ + head_) {
        return broken(words::not_the_first);
    }
    take_out(first_ + head_);
    calls_ = true;
    return true;
}

bool checker::check_ended()
{
    if (!calls_) {
        return broken(words::no_callback_runs);
    }
    if (!running_.empty()) {
        return broken(words::task_still_runs, running_.back());
    }
    calls_ = false;
    return true;
}

// --- Timers ----------------------------------------------------------------------------------------

bool checker::check_timer_set(const event& e)
{
    if (e.subject == 0) {
        return broken(words::timer_numbers);
    }
    if (waits(e.subject)) {
        return broken(words::number_waits_already, e.subject);
    }
    add({thing::timer, 0, e.subject, 0});
    return true;
}

bool checker::check_timer_over(const event& e)
{
    return remove({thing::timer, 0, e.subject, 0}) || broken(words::timer_not_set, e.subject);
}

// --- Tasks -----------------------------------------------------------------------------------------

bool checker::check_created(const event& e)
{
    if (e.task != tasks_.size() + 1) {
        return broken(words::next_task, tasks_.size() + 1, e.task);
    }
    tasks_.emplace_back();
    return true;
}

bool checker::check_cancel(const event& e)
{
    return !task(e.task).ended || broken(words::task_ended, e.task);
}

bool checker::check_stepped(const event& e)
{
    task_state& t = task(e.task);
    if (t.ended || t.running) {
        return broken(t.ended ? words::task_ended : words::task_runs_already, e.task);
    }
    t.running = true;
    t.awaits_several = false;
    running_.push_back(e.task);
    return true;
}

bool checker::check_left(const event& e)
{
    if (running_.empty()) {
        return broken(words::no_task_runs);
    }
    if (running_.back() != e.task) {
        return broken(words::other_task_runs, running_.back(), e.task);
    }
    task_state& t = task(e.task);
    if (e.kind == kind::task_suspended) {
        if (!check_subject(e)) {
            return false;
        }
        const auto kind = static_cast<aio::wait_kind>(e.detail);
        t.awaits_several = kind == aio::wait_kind::gather || kind == aio::wait_kind::several ||
                           kind == aio::wait_kind::group;
    } else if (t.queued != 0) {
        return broken(words::task_queued, e.task);
    }
    t.ended = e.kind == kind::task_ended;
    t.running = false;
    running_.pop_back();
    return true;
}

bool checker::check_variables(const event& e)
{
    return suspended_ == e.task || broken(words::not_just_paused, e.task);
}

bool checker::check_awaits(const event& e)
{
    if (!has_task(e.task)) {
        return broken(words::task_not_created, e.task);
    }
    return task(e.task).awaits_several ? check_subject(e) : broken(words::not_several, e.task);
}

// Checks what a suspended task waits for.
bool checker::check_subject(const event& e)
{
    if (e.subject == 0) {
        return true;
    }
    switch (static_cast<aio::wait_kind>(e.detail)) {
    case aio::wait_kind::task:
        return has_task(e.subject) || broken(words::waits_for_no_task, e.subject);
    case aio::wait_kind::sleep:
        return waits(e.subject) || broken(words::waits_for_no_timer, e.subject);
    case aio::wait_kind::future:
    case aio::wait_kind::resource:
        if (e.subject > resources_.size() || resources_[e.subject - 1].dropped) {
            return broken(e.subject > resources_.size() ? words::waits_for_no_resource
                                                        : words::waits_for_gone,
                          e.subject);
        }
        return true;
    default:
        return broken(words::waits_for_no_number);
    }
}

// --- Resources -------------------------------------------------------------------------------------

bool checker::check_made(const event& e)
{
    if (e.subject != resources_.size() + 1) {
        return broken(words::next_resource, resources_.size() + 1, e.subject);
    }
    const auto what = static_cast<aio::resource_kind>(e.detail);
    if (what == aio::resource_kind::condition && !is_whole(e.value, static_cast<double>(resources_.size()))) {
        return broken(words::no_such_lock, e.value);
    }
    resources_.push_back({what, false, 0, {}});
    return true;
}

bool checker::check_wait(const event& e)
{
    const name wait{thing::wait, e.detail, e.task, e.subject};
    if (e.kind == kind::wait_began) {
        ++add(wait).first;
        return true;
    }
    places* const begun = find(wait);
    if (!begun) {
        return broken(words::no_such_wait);
    }
    if (--begun->first == 0) {
        remove(wait);
    }
    return true;
}

bool checker::check_item(const event& e)
{
    resource_state& r = resources_[e.subject - 1];
    if (!is_queue(r.kind)) {
        return broken(words::not_a_queue, e.subject);
    }
    const name item{thing::item, 0, e.subject, e.other};
    const bool is_in = find(item) != nullptr;
    if (is_in == (e.kind == kind::item_put)) {
        return broken(is_in ? words::item_in_already : words::item_not_in, e.other);
    }
    const std::uint32_t others = r.items - (e.kind == kind::item_moved ? 1 : 0);
    if (e.kind != kind::item_got && e.value > others) {
        return broken(words::place_beyond, e.value);
    }
    if (e.kind == kind::item_put) {
        add(item);
        ++r.items;
    } else if (e.kind == kind::item_got) {
        remove(item);
        --r.items;
    }
    return true;
}

// Bytes are written, sent, received and read, in this order and once each.
bool checker::check_bytes(const event& e)
{
    resource_state& r = resources_[e.subject - 1];
    if (r.kind != aio::resource_kind::stream) {
        return broken(words::not_a_stream, e.subject);
    }
    if (e.other == 0) {
        return broken(words::no_bytes);
    }
    const std::size_t stage =
        static_cast<std::size_t>(e.kind) - static_cast<std::size_t>(kind::bytes_written);
    r.bytes[stage] += e.other;
    return stage == 0 || r.bytes[stage] <= r.bytes[stage - 1] ||
           broken(stage == 1   ? words::more_sent
                  : stage == 2 ? words::more_received
                               : words::more_read);
}

// --- Threads ---------------------------------------------------------------------------------------

bool checker::check_thread(const event& e)
{
    if (e.kind == kind::thread_started) {
        if (e.subject != threads_.size() + 1) {
            return broken(words::next_thread, threads_.size() + 1, e.subject);
        }
        threads_.emplace_back();
        return true;
    }
    thread_state& t = threads_[e.subject - 1];
    const bool begins = e.kind == kind::job_began;
    if (t.works == begins) {
        return broken(begins ? words::thread_works : words::thread_idle, e.subject);
    }
    if (t.sleeps != (e.kind == kind::job_woke)) {
        return broken(t.sleeps ? words::thread_sleeps : words::thread_awake, e.subject);
    }
    t.works = e.kind != kind::job_ended;
    t.sleeps = e.kind == kind::job_slept;
    return true;
}

// --- Shared values ---------------------------------------------------------------------------------

bool checker::check_shared(const event& e)
{
    if (e.subject == 0 || e.subject > shared_ + 1) {
        return broken(words::next_shared, shared_ + 1, e.subject);
    }
    shared_ = std::max(shared_, e.subject);
    return true;
}

}  // namespace trace
