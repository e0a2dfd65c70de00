#include "aio/task_base.hpp"

#include "aio/errors.hpp"

namespace aio {

task_base::task_base(loop& l, detail::frame_handle outermost, std::string name, bool internal,
                     bool starts_eagerly)
    : future_base(l),
      entry(&run_entry, internal ? callback_kind::internal : callback_kind::step),
      innermost_(outermost),
      name_(std::move(name)),
      internal_(internal)
{
    if (name_.empty()) {
        number_ = ++l.names_used_;
    }
    if (!internal) {
        id_ = ++l.tasks_made_;
        if (l.observer_) {
            const detail::frame_base& frame = outermost.promise();
            l.observer_->task_created(id_, this->name(), frame.function, frame.line);
        }
    }
    link();
    retain();  // until it is done
    if (!starts_eagerly) {
        l.push(*this);
    }
}

task_base::~task_base()
{
    destroy_frames();
    if (unretrieved_) {
        report_unretrieved("Task");
    }
}

void task_base::start_eagerly()
{
    task_base* const outer = loop_->current_;
    step_with_care();
    loop_->current_ = outer;
}

std::string task_base::name() const
{
    return name_.empty() ? "Task-" + std::to_string(number_) : name_;
}

void task_base::set_name(std::string name)
{
    name_ = std::move(name);
    if (loop_->observer_ && !internal_) {
        loop_->observer_->task_renamed(id_, name_);
    }
}

bool task_base::cancel(std::string message)
{
    mark_retrieved();
    if (done()) {
        return false;
    }
    ++cancels_requested_;
    if (loop_->observer_ && !internal_) {
        loop_->observer_->task_cancel(id_);
    }
    if (passes_on_) {
        return true;  // tasks that await each other: CPython fails here with a RecursionError
    }
    if (waits_for_) {
        passes_on_ = true;
        const bool passed_on = waits_for_->cancel(message);
        passes_on_ = false;
        if (passed_on) {
            return true;
        }
    }
    must_cancel_ = true;
    cancel_message_ = std::move(message);
    return true;
}

std::uint32_t task_base::uncancel() noexcept
{
    if (cancels_requested_ != 0 && --cancels_requested_ == 0) {
        must_cancel_ = false;
    }
    return cancels_requested_;
}

std::exception_ptr task_base::make_cancelled_error()
{
    if (kept_for_one_) {
        kept_for_one_ = false;
        return std::exchange(error_, nullptr);
    }
    return error_ && cancelled() ? error_ : std::make_exception_ptr(cancelled_error(cancel_message_));
}

void task_base::require_settable(const char* operation) const
{
    throw runtime_error("Task does not support " + std::string(operation) + " operation");
}

void task_base::describe_wait(suspension& where) const
{
    where.kind = wait_kind::task;
    where.subject = id_;
}

void task_base::wait_for(future_base& f)
{
    waits_for_ = &f;
    f.add_callback(*this);
    if (must_cancel_ && f.cancel(cancel_message_)) {
        must_cancel_ = false;
    }
}

void task_base::throw_cancelled()
{
    throwing_ = false;
    throw cancelled_error(cancel_message_);
}

std::exception_ptr task_base::take_cancellation()
{
    return std::exchange(throwing_, false) ? std::make_exception_ptr(cancelled_error(cancel_message_)) : nullptr;
}

void task_base::run_entry(detail::entry& e, action a)
{
    if (a == action::call) {
        static_cast<task_base&>(e).step_with_care();
    }
}

void task_base::step_with_care()
{
    loop& l = *loop_;
    future_base* woken_by = std::exchange(waits_for_, nullptr);
    if (must_cancel_) {
        // A future that was cancelled throws at the await by itself, with its own message. What else it ended
        // with is thrown to nobody, and yet was asked for.
        must_cancel_ = false;
        throwing_ = !(woken_by && woken_by->ended_cancelled());
        if (throwing_ && woken_by) {
            woken_by->mark_retrieved();
        }
    }
    observer* watcher = internal_ ? nullptr : l.observer_;
    if (watcher) {
        watcher->task_stepped(id_);
    }
    l.current_ = this;
    if (throwing_ && !innermost_.promise().started) {
        error_ = std::make_exception_ptr(cancelled_error(cancel_message_));
        next_ = next::end;
    } else if (!gated_ || throwing_ || passes(*woken_by)) {
        gated_ = false;
        resume();
    } else {
        next_ = next::suspend;
    }
    l.current_ = nullptr;
    if (next_ == next::end) {
        complete();
    } else if (watcher) {
        suspension where;
        if (waits_for_) {
            waits_for_->describe_wait(where);
        }
        detail::frame_handle frame = innermost_;
        while (frame.promise().line == 0 && frame.promise().caller) {
            frame = frame.promise().caller;  // hidden
        }
        where.line = frame.promise().line;
        where.function = frame.promise().function;
        watcher->task_suspended(id_, where);
    }
}

bool task_base::passes(future_base& gate)
{
    gated_ = false;
    return gate.cancelled() || gate.lets_pass(*this);
}

void task_base::complete()
{
    loop_->current_ = nullptr;
    if (innermost_.promise().started) {
        collect(innermost_);
    }
    destroy_frames();
    ending how = ending::done;
    std::string type;
    if (error_) {
        error_text text = describe(error_);
        how = text.cancelled ? ending::cancelled : ending::failed;
        type = std::move(text.type);
        if (text.cancelled) {
            kept_for_one_ = true;
            cancel_message_.clear();
        }
    } else if (must_cancel_) {
        how = ending::cancelled;
    }
    must_cancel_ = false;
    unlink();
    if (!internal_ && loop_->observer_) {
        loop_->observer_->task_ended(id_, how, type);
    }
    unretrieved_ = how == ending::failed;
    finish(how == ending::cancelled ? state::cancelled : state::finished);
    release();  // may be the last
}

// Innermost first, since a frame's destructor would otherwise destroy the one that it awaits, and that the
// next, on the machine's stack.
void task_base::destroy_frames() noexcept
{
    detail::frame_handle frame = std::exchange(innermost_, {});
    while (frame) {
        const detail::frame_handle caller = frame.promise().caller;
        if (frame.promise().owner) {
            *frame.promise().owner = {};
        }
        frame.destroy();
        frame = caller;
    }
}

void task_base::link() noexcept
{
    previous_ = loop_->last_task_;
    (previous_ ? previous_->following_ : loop_->first_task_) = this;
    loop_->last_task_ = this;
}

void task_base::unlink() noexcept
{
    (previous_ ? previous_->following_ : loop_->first_task_) = following_;
    (following_ ? following_->previous_ : loop_->last_task_) = previous_;
}

void task_base::report_pending(loop& l) noexcept
{
    for (task_base* t = l.first_task_; t; t = t->following_) {
        if (!t->internal_) {
            l.call_exception_handler({report::destroyed_pending, "Task was destroyed but it is pending!",
                                      nullptr, nullptr, t});
        }
    }
}

// In passes over the whole list, so that while frames are destroyed every task that a future still knows as
// waiting for it is there.
void task_base::drop_all(loop& l) noexcept
{
    for (task_base* t = l.first_task_; t; t = t->following_) {
        if (t->waits_for_) {
            t->waits_for_->drop_callbacks();
            t->waits_for_ = nullptr;
        }
    }
    for (task_base* t = l.first_task_; t; t = t->following_) {
        t->destroy_frames();
    }
    task_base* t = std::exchange(l.first_task_, nullptr);
    l.last_task_ = nullptr;
    while (t) {
        task_base* following = t->following_;
        t->release();
        t = following;
    }
}

namespace detail {

void throw_self_await(const task_base& t)
{
    throw runtime_error("Task cannot await on itself: <Task pending name='" + t.name() + "'>");
}

}  // namespace detail
}  // namespace aio
