#include "lessons/intervening.hpp"

#include <algorithm>
#include <cmath>

#include "aio/detail/intervene.hpp"
#include "aio/task_base.hpp"

namespace lessons {

namespace {

std::exception_ptr made(std::size_t error)
{
    const char* const message = "raised from outside";
    switch (error) {
    case 1:
        return std::make_exception_ptr(aio::value_error(message));
    case 2:
        return std::make_exception_ptr(aio::os_error(message));
    case 3:
        return std::make_exception_ptr(aio::connection_error(message));
    case 4:
        return std::make_exception_ptr(aio::timeout_error(message));
    default:
        return std::make_exception_ptr(aio::runtime_error(message));
    }
}

}  // namespace

// A step of the loop's own is no callback, and may come between two that are.
void intervening::look() noexcept
{
    const auto& events = log_.events();
    for (; seen_ != events.size(); ++seen_) {
        const trace::event& e = events[seen_];
        switch (e.kind) {
        case trace::kind::queued:
            ++ready_;
            break;
        case trace::kind::unqueued:
        case trace::kind::callback_began:
            --ready_;
            break;
        case trace::kind::callback_ended:
            ++callbacks_;
            break;
        case trace::kind::task_ended:
            main_ended_ = main_ended_ || e.task == 1;
            break;
        default:
            break;
        }
    }
}

std::size_t intervening::callbacks() noexcept
{
    look();
    return callbacks_;
}

double intervening::go_on(double limit)
{
    carry_out();
    const intervention* const i = next();
    if (!i || !i->time || ready_ != 0) {
        return limit;
    }
    if (waits_) {
        return std::min(limit, *i->time);
    }
    // The loop is going to sleep, or to end for lack of anything to do. Input from outside may come before,
    // and may make something ready or not.
    const double before = std::nextafter(*i->time, 0);
    if (loop_.next_deadline() >= *i->time || tried_ == callbacks_ + 1) {
        wait_until(*i->time);
        return std::min(limit, *i->time);
    }
    if (limit >= before) {
        tried_ = callbacks_ + 1;
        return before;
    }
    return limit;
}

// Does what is due now.
void intervening::carry_out()
{
    look();
    while (const intervention* const i = waits_ ? nullptr : next()) {
        if (i->time ? loop_.time() < *i->time : callbacks_ < i->after_callbacks) {
            return;
        }
        ++next_;
        carry_out(*i);
        look();
    }
}

void intervening::wait_until(double time)
{
    waits_ = true;
    aio::detail::at_moment(loop_.get_core(), time, [this] {
        waits_ = false;
        carry_out();
        const intervention* const i = next();
        if (i && i->time && ready_ == 0 && loop_.next_deadline() >= *i->time) {
            wait_until(*i->time);  // or the loop takes it for a deadlock if nothing else is left
        }
    });
}

void intervening::carry_out(const intervention& i)
{
    auto& core = loop_.get_core();
    aio::task_base* const t = aio::detail::find_task(core, i.task);
    const bool was_made = i.task != 0 && i.task <= core.tasks_made;
    const char* const refused = !t && !was_made                                         ? "it isn't there yet"
                                : !t                                                    ? "it has ended"
                                : i.what != deed::cancel && !aio::detail::is_asleep(*t) ? "it doesn't sleep"
                                                                                        : "";
    recorder_.intervened(static_cast<std::uint32_t>(next_), was_made ? i.task : 0,
                         static_cast<std::uint8_t>(i.what), i.what == deed::delay ? i.seconds : 0,
                         i.what == deed::raise ? raisable[i.error] : "", refused);
    if (*refused) {
        return;
    }
    switch (i.what) {
    case deed::cancel:
        t->cancel();
        break;
    case deed::raise:
        aio::detail::fail_sleep(*t, made(i.error));
        break;
    case deed::delay:
        aio::detail::prolong_sleep(*t, i.seconds);
        break;
    }
}

}  // namespace lessons
