// How a task begins that takes its first step when it's made.

#include "aio/detail/to_be_awaited.hpp"
#include "aio/task_base.hpp"

namespace aio {

// CPython's has the same end; in 3.14, though, it goes on as the current task.
void task_base::drop_unbegun() noexcept
{
    core_->call_exception_handler(
        {report::destroyed_pending, "Task was destroyed but it is pending!", nullptr, nullptr, this});
    detail::never_awaited(innermost_.promise().function);
    destroy_frames();
    core_->tasks.remove(*this);
    release();
}

void task_base::start_eagerly()
{
    if (core_->is_closed()) {
        return;  // a destructor has made it while the loop is being closed: it runs no more
    }
    task_base* const outer = core_->current;
    if (detail::is_entered(context_)) {
        drop_unbegun();
    }
    const detail::entering inside(context_);
    step_with_care();
    core_->current = outer;
}

}  // namespace aio
