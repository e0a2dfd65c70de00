#include "aio/detail/intervene.hpp"

#include <utility>

#include "aio/detail/outside.hpp"
#include "aio/sleep.hpp"

namespace aio::detail {

void core::move_timer(timer& t, double when)
{
    timers_.remove(t);
    if (observer* o = observer_) {
        o->timer_cancelled(t.id);
    }
    t.when = when;
    timers_.push(t);
    if (observer* o = observer_) {
        o->timer_set(t.id, when, t.task, t.purpose);
    }
}

sleep_future* core::sleep_of(const task_base& t) noexcept
{
    return dynamic_cast<sleep_future*>(t.waits_for_);
}

bool core::lose(task_base& t, const std::function<void()>& before)
{
    if (!t.waits_for_ || t.waits_for_->done()) {
        return false;
    }
    before();
    core& c = t.get_core();
    c.call_exception_handler(
        {report::destroyed_pending, "Task was destroyed but it is pending!", nullptr, nullptr, &t});
    std::exchange(t.waits_for_, nullptr)->drop_callbacks();
    t.destroy_frames();
    c.tasks.remove(t);
    t.release();
    return true;
}

bool lose(task_base& t, const std::function<void()>& before)
{
    return core::lose(t, before);
}

task_base* find_task(const core& c, std::uint32_t id) noexcept
{
    task_base* t = id == 0 ? nullptr : c.tasks.first();
    while (t && t->id() != id) {
        t = c.tasks.after(*t);
    }
    return t;
}

bool is_asleep(const task_base& t) noexcept
{
    const sleep_future* const sleep = core::sleep_of(t);
    return sleep && !sleep->done() && sleep->scheduled();
}

void fail_sleep(task_base& t, std::exception_ptr error)
{
    core::sleep_of(t)->set_exception(std::move(error));
}

void prolong_sleep(task_base& t, double seconds)
{
    sleep_future& sleep = *core::sleep_of(t);
    t.get_core().move_timer(sleep, sleep.when + seconds);
}

void at_moment(core& c, double when, std::function<void()> what)
{
    constexpr rank last{UINT64_MAX, UINT64_MAX};
    c.from_outside().threads.add(when, last, std::move(what));
}

}  // namespace aio::detail
