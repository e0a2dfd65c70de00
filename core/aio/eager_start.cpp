// The start of a task that takes its first step when it's made.

#include "aio/detail/to_be_awaited.hpp"
#include "aio/task_base.hpp"

namespace aio {

// In CPython such a task ends the same way, but 3.14 leaves it behind as the current task.
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
        return;  // made by a destructor while the loop is being closed: it never runs
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
