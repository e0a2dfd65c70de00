#include "aio/task_group.hpp"

#include "aio/exception_group.hpp"

namespace aio::detail {

/// The callback that a group adds to a task: its entry in the list of those that aren't done.
class group_member final : public done_callback_of<group_member>, public linked<group_member> {
public:
    group_member(task_base& t, task_group_state& group) : done_callback_of(t), group_(&group) {}
    ~group_member() { group_->remove(*this); }

    void called() { group_->member_done(*this); }
    task_base& get() const noexcept { return static_cast<task_base&>(source()); }

private:
    ref<task_group_state> group_;
};

void task_group_state::enter()
{
    if (entered_) {
        throw runtime_error("TaskGroup " + repr() + " has already been entered");
    }
    task_base* const parent = loop::running().current_task();
    if (!parent) {
        throw runtime_error("TaskGroup " + repr() + " cannot determine the parent task");
    }
    parent_ = ref(parent);
    entered_ = true;
    if (cancel_on_enter_) {
        cancel();
    }
}

void task_group_state::cancel()
{
    if (!entered_) {
        cancel_on_enter_ = true;
        return;
    }
    if (aborting_ || (exiting_ && count_ == 0)) {
        return;
    }
    abort();
    if (parent_ && !parent_cancel_requested_) {
        parent_cancel_requested_ = true;
        parent_->cancel();
    }
}

std::string task_group_state::repr() const
{
    std::string text = "<TaskGroup";
    if (count_ != 0) {
        text += " tasks=" + std::to_string(count_);
    }
    if (!errors_.empty()) {
        text += " errors=" + std::to_string(errors_.size());
    }
    return text + (aborting_ ? " cancelling>" : entered_ ? " entered>" : ">");
}

void task_group_state::require_open() const
{
    if (!entered_) {
        throw runtime_error("TaskGroup " + repr() + " has not been entered");
    }
    if (exiting_ && count_ == 0) {
        throw runtime_error("TaskGroup " + repr() + " is finished");
    }
    if (aborting_) {
        throw runtime_error("TaskGroup " + repr() + " is shutting down");
    }
}

void task_group_state::add(task_base& t)
{
    auto* const m = new group_member(t, *this);
    members_.push_back(*m);
    ++count_;
    t.add_callback(*m);
    if (completed_) {
        parent_->tell_awaited(t);
    }
    if (aborting_ && !t.done()) {
        t.cancel();  // an eager task, whose first step cancelled the group
    }
}

void task_group_state::list_parts(std::vector<future_base*>& into) const
{
    for (const group_member* m = members_.first(); m; m = members_.after(*m)) {
        into.push_back(&m->get());
    }
}

void task_group_state::remove(group_member& m) noexcept
{
    if (members_.holds(m)) {
        members_.remove(m);
        --count_;
    }
}

void task_group_state::abort()
{
    aborting_ = true;
    for (group_member* m = members_.first(); m; m = members_.after(*m)) {
        if (!m->get().done()) {
            m->get().cancel();
        }
    }
}

void task_group_state::member_done(group_member& m)
{
    remove(m);
    if (completed_ && count_ == 0) {
        completed_->release();
    }
    task_base& t = m.get();
    if (t.cancelled()) {
        return;
    }
    std::exception_ptr error = t.exception();
    if (!error) {
        return;
    }
    errors_.push_back(error);
    if (!parent_ || parent_->done()) {
        return t.get_core().call_exception_handler(
            {report::other, "Task " + t.name() + " has errored out but its parent task is already completed",
             error, nullptr, &t});
    }
    // The block may be waiting for something else. The request is taken back when it ends.
    if (!aborting_ && !parent_cancel_requested_) {
        abort();
        parent_cancel_requested_ = true;
        parent_->cancel();
    }
}

// The cancellation that ended the wait for `w`, or null. A separate coroutine, because compilers miscompile
// one that catches in a loop and then continues the loop: see tests/core/coroutines.test.mjs.
static coro<std::exception_ptr> cancellation_of(hidden, waiter w)
{
    std::exception_ptr error;
    try {
        co_await w;
    } catch (const cancelled_error&) {
        error = std::current_exception();
    }
    co_return error;
}

coro<bool> task_group_state::exit(hidden, ref<task_group_state> self, std::exception_ptr error)
{
    task_group_state& g = *self;
    g.exiting_ = true;
    const bool cancelled = is<cancelled_error>(error);
    std::exception_ptr cancellation = cancelled ? error : nullptr;
    std::exception_ptr latest;
    if (error && !g.aborting_) {
        g.abort();
    }
    // The wait may be cancelled more than once, as often as the parent is.
    while (g.count_ != 0) {
        if (!g.completed_) {
            g.completed_.emplace(g.parent_->get_core(), wait_kind::group, self.get());
        }
        const std::exception_ptr interruption = co_await cancellation_of(hidden{}, *g.completed_);
        if (interruption) {
            latest = interruption;
            if (!g.aborting_) {
                cancellation = interruption;
                g.abort();
            }
        }
        g.completed_.reset();
    }

    const ref<task_base> parent = std::exchange(g.parent_, nullptr);
    std::vector<std::exception_ptr> errors = std::exchange(g.errors_, {});
    // If only this group requested the cancellation, it ends here; requests from elsewhere aren't lost.
    if (g.parent_cancel_requested_) {
        if (parent->uncancel() == 0) {
            cancellation = nullptr;
        } else if (!cancellation) {
            cancellation = latest;
        }
    }
    if (cancellation && errors.empty()) {
        std::rethrow_exception(cancellation);
    }
    if (error && !cancelled) {
        errors.push_back(error);
    }
    if (!errors.empty()) {
        // Failures take precedence over a cancellation, which then takes effect at the next await.
        if (parent->cancelling() != 0) {
            parent->uncancel();
            parent->cancel();
        }
        std::rethrow_exception(make_exception_group("unhandled errors in a TaskGroup", std::move(errors)));
    }
    co_return true;
}

}  // namespace aio::detail
