#include "aio/future.hpp"

#include "aio/detail/telling.hpp"

namespace aio {

future_base::~future_base()
{
    drop_callbacks();
    if (unretrieved_) {
        report_unretrieved("Future");
    }
    if (announced_) {
        if (observer* o = core_->watcher()) {
            o->resource_dropped(number_);
        }
    }
}

void future_base::announce()
{
    if (observer* o = core_->watcher()) {
        announced_ = true;
        number_ = ++core_->resources_made;
        o->resource_made(number_, resource_kind::future, 0);
    }
}

void future_base::note_finished()
{
    if (observer* o = core_->watcher()) {
        o->resource_value(number_, state_ == state::cancelled ? 2 : error_ ? 3 : 1);
        if (const std::uint32_t task = core_->current_task_id()) {
            o->resource_held(number_, task, true);
        }
    }
}

void future_base::report_unretrieved(const char* noun, task_base* task) noexcept
{
    unretrieved_ = false;
    core_->call_exception_handler(
        {report::never_retrieved, std::string(noun) + " exception was never retrieved", error_, this, task});
}

bool future_base::cancel(std::optional<std::string> message)
{
    unretrieved_ = false;
    if (done()) {
        return false;
    }
    if (message) {
        error_ = std::make_exception_ptr(cancelled_error(std::move(message)));
    }
    finish(state::cancelled);
    return true;
}

std::exception_ptr future_base::exception()
{
    if (state_ == state::cancelled) {
        std::rethrow_exception(make_cancelled_error());
    }
    if (state_ == state::pending) {
        throw invalid_state_error("Exception is not set.");
    }
    unretrieved_ = false;
    return error_;
}

void future_base::set_exception(std::exception_ptr error)
{
    require_pending();
    if (!error) {
        throw type_error("invalid exception object");
    }
    error_ = std::move(error);
    unretrieved_ = true;
    finish(state::finished);
}

void future_base::check_result()
{
    if (state_ == state::pending) {
        throw invalid_state_error("Result is not set.");
    }
    if (state_ == state::cancelled) {
        std::rethrow_exception(make_cancelled_error());
    }
    unretrieved_ = false;
    if (error_) {
        std::rethrow_exception(error_);
    }
}

std::exception_ptr future_base::make_cancelled_error()
{
    if (error_ && cancelled()) {
        return error_;
    }
    return std::make_exception_ptr(cancelled_error());
}

std::optional<std::string> future_base::cancel_message() const
{
    if (!error_ || !cancelled()) {
        return std::nullopt;
    }
    try {
        std::rethrow_exception(error_);
    } catch (const cancelled_error& e) {
        return e.message();
    }
}

void future_base::describe_wait(suspension& where) const
{
    where.kind = wait_kind::future;
    where.subject = number_;
}

void future_base::require_pending() const
{
    if (state_ != state::pending) {
        throw invalid_state_error("invalid state");
    }
}

void future_base::require_settable(const char*) const
{
    require_pending();
}

// A queued callback keeps its future alive until it is called.
inline void future_base::queue(detail::entry& callback)
{
    AIO_TELL(wakes(*this));
    if (callback.kind() == callback_kind::done_callback) {
        static_cast<detail::done_callback&>(callback).queued_ = true;
        retain();
    }
    core_->push(callback);
}

void future_base::add_one_more(detail::entry& callback)
{
    if (done()) {
        if (core_->refuses()) {
            callback.drop();
            core_->check_open();
        }
        AIO_DOES("adding");
        queue(callback);
        return;
    }
    callback.next = last_->next;
    last_->next = &callback;
    last_ = &callback;
}

bool future_base::remove_callback(detail::entry& callback) noexcept
{
    if (!last_) {
        return false;
    }
    detail::entry* before = last_;
    do {
        if (before->next == &callback) {
            if (before == &callback) {
                last_ = nullptr;
            } else {
                before->next = callback.next;
                if (last_ == &callback) {
                    last_ = before;
                }
            }
            callback.next = nullptr;
            return true;
        }
        before = before->next;
    } while (before != last_);
    return false;
}

std::size_t future_base::remove_done_callback(callback_id id) noexcept
{
    for (detail::entry* item = last_; item; item = item->next == last_ ? nullptr : item->next) {
        if (item->kind() == callback_kind::done_callback) {
            auto& callback = static_cast<detail::done_callback&>(*item);
            if (callback.id() == id) {
                callback.abandon();
                return 1;
            }
        }
    }
    return 0;
}

bool future_base::has_callback_after(std::uint32_t count) const noexcept
{
    return last_ && last_->kind() == callback_kind::done_callback &&
           static_cast<std::uint32_t>(static_cast<const detail::done_callback&>(*last_).id()) > count;
}

void future_base::drop_callbacks() noexcept
{
    if (!last_) {
        return;
    }
    detail::entry* item = std::exchange(last_->next, nullptr);
    last_ = nullptr;
    while (item) {
        std::exchange(item, item->next)->drop();
    }
}

void future_base::queue_callbacks()
{
    if (core_->refuses()) {
        drop_callbacks();
        core_->check_open();
    }
    detail::entry* const last = std::exchange(last_, nullptr);
    detail::entry* item = last;
    do {
        item = std::exchange(item->next, nullptr);
        queue(*item);
    } while (item != last);
}

namespace detail {

done_callback::done_callback(future_base& source, function run)
    : done_callback(source, static_cast<callback_id>(++source.get_core().callbacks_made), run)
{}

done_callback::done_callback(future_base& source, callback_id id, function run)
    : entry(run, callback_kind::done_callback), id_(id), source_(&source), core_(&source.get_core())
{
    core_->callbacks.push_back(*this);
}

done_callback::~done_callback()
{
    core_->callbacks.remove(*this);
}

void done_callback::abandon() noexcept
{
    if (!queued_) {
        source_->remove_callback(*this);
    }
    drop();
}

}  // namespace detail
}  // namespace aio
