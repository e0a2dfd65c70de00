#include "aio/task_base.hpp"

#include <cstring>
#include <vector>

#include "aio/detail/parts.hpp"
#include "aio/detail/telling.hpp"
#include "aio/errors.hpp"

namespace aio {

task_base::task_base(detail::core& c, detail::frame_handle outermost, task_options* options,
                     bool starts_eagerly)
    : future_base(c),
      entry(&run_entry, options && options->internal ? callback_kind::internal : callback_kind::step),
      innermost_(outermost),
      context_(options && options->context ? options->context->state()
                                           : detail::copy_of_context(detail::current_context()))
{
    if (options && !options->name.empty()) {
        rare().name = std::move(options->name);
    } else {
        name_number_ = ++c.names_used;
    }
    if (!is_internal()) {
        number_ = ++c.tasks_made;
        if (observer* o = c.watcher()) {
            const detail::frame_base& frame = outermost.promise();
            o->task_created(number_, this->name(), frame.function, frame.line);
        }
    }
    c.tasks.push_back(*this);
    retain();  // until it's done
    if (!starts_eagerly) {
        c.push(*this);
    }
}

task_base::~task_base()
{
    destroy_frames();
    if (unretrieved_) {
        report_unretrieved("Task", this);
    }
}

task_base::rarities& task_base::rare()
{
    if (!rare_) {
        rare_ = std::make_unique<rarities>();
    }
    return *rare_;
}

std::string task_base::name() const
{
    return rare_ && !rare_->name.empty() ? rare_->name : "Task-" + std::to_string(name_number_);
}

void task_base::set_name(std::string name)
{
    rare().name = std::move(name);
    if (core_->watcher() && !is_internal()) {
        core_->watcher()->task_renamed(number_, rare_->name);
    }
}

void task_base::set_cancel_message(std::optional<std::string> message)
{
    if (rare_ || message) {
        rare().cancel_message = std::move(message);
    }
}

// Records the request; false if the task is done.
bool task_base::note_cancel()
{
    mark_retrieved();
    if (done()) {
        return false;
    }
    ++rare().cancels_requested;
    AIO_TELL(cancels(*core_, number_));
    if (core_->watcher() && !is_internal()) {
        core_->watcher()->task_cancel(number_);
    }
    return true;
}

// Follows the chain of tasks that await each other, in a loop, because such a chain may be too long for
// recursion. (CPython fails with a RecursionError then, and also for tasks that await each other in a ring.)
bool task_base::cancel(std::optional<std::string> message)
{
    AIO_DOES("cancelled");
    if (!note_cancel()) {
        return false;
    }
    task_base* last = this;
    bool passed_on = false;
    std::size_t marked = 0;
    for (;;) {
        if (last->passes_on_) {
            passed_on = true;  // a ring
            break;
        }
        if (!last->waits_for_) {
            break;
        }
        last->passes_on_ = true;
        ++marked;
        task_base* const awaited = last->waits_for_->as_task();
        if (!awaited) {
            passed_on = last->waits_for_->cancel(message);
            break;
        }
        if (!awaited->note_cancel()) {
            break;
        }
        last = awaited;
    }
    for (task_base* t = this; marked-- != 0; t = t->waits_for_->as_task()) {
        t->passes_on_ = false;
    }
    if (!passed_on) {
        last->set(flag::must_cancel);
        last->set_cancel_message(std::move(message));
    }
    return true;
}

std::uint32_t task_base::uncancel() noexcept
{
    if (cancelling() != 0 && --rare_->cancels_requested == 0) {
        clear(flag::must_cancel);
    }
    return cancelling();
}

std::exception_ptr task_base::make_cancelled_error()
{
    if (kept_for_one_) {
        kept_for_one_ = false;
        return error_.take();
    }
    if (error_ && cancelled()) {
        return error_;
    }
    return std::make_exception_ptr(cancelled_error(cancel_message()));
}

void task_base::require_settable(const char* operation) const
{
    throw runtime_error("Task does not support " + std::string(operation) + " operation");
}

void task_base::describe_wait(suspension& where) const
{
    where.kind = wait_kind::task;
    where.subject = number_;
}

void task_base::tell_awaited(const future_base& one) const
{
    if (core_->watcher() && !is_internal()) {
        suspension where;
        one.describe_wait(where);
        core_->watcher()->task_awaits(number_, where.kind, where.subject, 0);
    }
}

void task_base::wait_for(future_base& f)
{
    waits_for_ = &f;
    f.add_callback(*this);
    AIO_DOES("cancelling");
    if (has(flag::must_cancel) && f.cancel(cancel_message())) {
        clear(flag::must_cancel);
    }
}

void task_base::throw_cancelled()
{
    throwing_ = false;
    throw cancelled_error(cancel_message());
}

std::exception_ptr task_base::take_cancellation()
{
    if (!throwing_) {
        return nullptr;
    }
    throwing_ = false;
    return std::make_exception_ptr(cancelled_error(cancel_message()));
}

void task_base::run_entry(detail::entry& e, action a)
{
    if (a == action::call) {
        static_cast<task_base&>(e).step_with_care();
    }
}

void task_base::step_with_care()
{
    detail::core& c = *core_;
    future_base* woken_by = std::exchange(waits_for_, nullptr);
    if (has(flag::must_cancel)) {
        // If the awaited future was cancelled, it throws at the await by itself, with its own message. Any
        // other outcome of it is discarded, but counts as retrieved.
        clear(flag::must_cancel);
        throwing_ = !(woken_by && woken_by->ended_cancelled());
        if (throwing_ && woken_by) {
            woken_by->mark_retrieved();
        }
    }
    observer* watcher = is_internal() ? nullptr : c.watcher();
    if (watcher) {
        watcher->task_stepped(number_);
    }
    c.current = this;
    detail::context_now = &context_;
    bool goes_on = true;
    if (throwing_ && !innermost_.promise().started) {
        error_ = std::make_exception_ptr(cancelled_error(cancel_message()));
        complete();
        goes_on = false;
    } else if (!has(flag::gate) || throwing_ || passes(*woken_by)) {
        clear(flag::gate);
        goes_on = resume();
    }
    c.current = nullptr;
    if (watcher && goes_on) {
        const suspension where = describe_suspension();
        watcher->task_suspended(number_, where);
        if (where.kind == wait_kind::gather || where.kind == wait_kind::several || where.kind == wait_kind::group) {
            detail::tell_parts(*watcher, number_, where.kind, *waits_for_);
        }
    }
}

// A step with something to handle but without an observer: usually the task was woken at a gate.
void task_base::step_unwatched(detail::core& c)
{
    if (has(flag::must_cancel)) {
        return step_with_care();
    }
    c.current = this;
    detail::context_now = &context_;
    if (passes(*std::exchange(waits_for_, nullptr))) {
        resume();
    }
}

namespace {

// True for a lambda: the body of what is a block in Python, and so a part of the function around it.
bool is_nameless(const detail::frame_base& frame)
{
    return frame.function[0] == 'o' && std::strcmp(frame.function, "operator()") == 0;
}

// The names of the program's own coroutines that await this one; if there are many, the first and the last.
std::string callers_of(const detail::frame_base& frame)
{
    constexpr std::size_t most = 8;
    std::vector<const char*> names;  // innermost first
    for (detail::frame_handle at = frame.caller; at; at = at.promise().caller) {
        if (at.promise().line != 0 && !is_nameless(at.promise())) {
            names.push_back(at.promise().function);
        }
    }
    std::string text;
    for (std::size_t i = names.size(); i-- != 0;) {
        const bool left_out = names.size() > most && i >= most / 2 && i < names.size() - most / 2;
        if (!left_out) {
            text += (text.empty() ? "" : " → ") + std::string(names[i]);
        } else if (i == most / 2) {
            text += " → …";
        }
    }
    return text;
}

}  // namespace

suspension task_base::describe_suspension() const
{
    suspension where;
    if (waits_for_) {
        waits_for_->describe_wait(where);
    }
    const detail::frame_base& frame = stands_in();
    where.line = frame.line;
    // Goes out of the body of a block, and the library's own frame that runs it, to the function around them.
    const detail::frame_base* named = &frame;
    while ((is_nameless(*named) || named->line == 0) && named->caller) {
        named = &named->caller.promise();
    }
    where.function = named->function;
    where.callers = callers_of(*named);
    return where;
}

bool task_base::passes(future_base& at)
{
    clear(flag::gate);
    return at.cancelled() || at.lets_pass(*this);
}

void task_base::complete()
{
    core_->current = nullptr;
    if (innermost_.promise().started) {
        try {
            collect(innermost_);
        } catch (...) {
            error_ = std::current_exception();  // moving the result failed
        }
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
            set_cancel_message({});
        }
    } else if (has(flag::must_cancel)) {
        how = ending::cancelled;
    }
    clear(flag::must_cancel);
    core_->tasks.remove(*this);
    if (!is_internal() && core_->watcher()) {
        core_->watcher()->task_ended(number_, how, type);
    }
    unretrieved_ = how == ending::failed;
    finish(how == ending::cancelled ? state::cancelled : state::finished);
    if (detail::context_now == &context_) {
        detail::context_now = nullptr;  // destructors may ask for the current context
    }
    release();  // may be the last owner
}

// Innermost first: otherwise a frame's destructor would destroy the frame that it awaits, and so on
// recursively.
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
    frames_gone();
}

void task_base::report_pending(detail::core& c) noexcept
{
    for (task_base* t = c.tasks.first(); t; t = c.tasks.after(*t)) {
        if (!t->is_internal()) {
            c.call_exception_handler(
                {report::destroyed_pending, "Task was destroyed but it is pending!", nullptr, nullptr, t});
        }
    }
}

// In passes over the whole list, so that while frames are destroyed, every task still exists that a future
// knows as its waiter.
void task_base::drop_all(detail::core& c) noexcept
{
    for (task_base* t = c.tasks.first(); t; t = c.tasks.after(*t)) {
        if (t->waits_for_) {
            t->waits_for_->drop_callbacks();
            t->waits_for_ = nullptr;
        }
    }
    // Youngest first: a task may refer to the frame of the task that made it. Destructors may make tasks.
    for (task_base* last = nullptr; last != c.tasks.last();) {
        task_base* const until = std::exchange(last, c.tasks.last());
        for (task_base* t = last; t != until; t = c.tasks.before(*t)) {
            t->destroy_frames();
        }
    }
    while (task_base* t = c.tasks.pop_front()) {
        t->release();
    }
}

namespace detail {

void throw_self_await(const task_base& t)
{
    throw runtime_error("Task cannot await on itself: <Task pending name='" + t.name() + "'>");
}

void throw_other_loop(const task_base& t)
{
    throw runtime_error("Task <Task pending name='" + t.name() +
                        "'> got Future <Future pending> attached to a different loop");
}

}  // namespace detail
}  // namespace aio
