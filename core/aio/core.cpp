#include "aio/detail/core.hpp"

#include <cmath>

#include "aio/async_generator.hpp"
#include "aio/detail/job.hpp"
#include "aio/detail/outside.hpp"
#include "aio/detail/telling.hpp"
#include "aio/errors.hpp"
#include "aio/loop.hpp"
#include "aio/random.hpp"
#include "aio/task.hpp"

namespace aio::detail {

namespace {
constexpr double clock_resolution = 1e-9;  // a timer this close to now is due
}

/// Makes `c` the running loop during this object's lifetime. They nest, because a loop may be closed, or its
/// exception handler be called, while another one runs.
class core::scope {
public:
    explicit scope(core& c) noexcept
        : core_(c), under_way_(c), previous_(running_), task_(c.current), context_(context_now)
    {
        running_ = &c;
    }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    ~scope()
    {
        running_ = previous_;
        leave_callback();
    }
    /// Restores the task and the context that were current before the callback.
    void leave_callback() noexcept
    {
        context_now = context_;
        core_.current = task_;
    }

private:
    core& core_;
    const under_way under_way_;
    core* previous_;
    task_base* task_;
    ref<context_state>* context_;
};

void core::throw_not_running()
{
    throw runtime_error("no running event loop");
}

void core::throw_closed()
{
    throw runtime_error("Event loop is closed");
}

void core::throw_under_way()
{
    throw runtime_error("a loop can't be destroyed while one of its callbacks runs");
}

core::core(loop& user, observer* watcher) : user_(&user), observer_(watcher), watched_(watcher != nullptr) {}

core::~core() = default;

bool core::is_under_way() const noexcept
{
    const under_way* at = innermost_;
    while (at && &at->of != this) {
        at = at->outer;
    }
    return at != nullptr;
}

void core::abandon() noexcept
{
    if (is_under_way()) {
        throw_under_way();  // which ends the program
    }
    observer_ = nullptr;
    watched_ = true;
    closing_ = true;
    drop_all();
    outside_ = nullptr;
    handler = nullptr;
    user_ = nullptr;
}

void core::close()
{
    if (dropping_) {
        return;  // called by a destructor
    }
    if (is_under_way()) {
        throw runtime_error("Cannot close a running event loop");
    }
    drop_all();
}

void core::drop_all() noexcept
{
    scope bound(*this);
    closed_ = true;
    dropping_ = true;
    task_base::report_pending(*this);
    while (!ready_.empty()) {
        if (entry* item = ready_.pop()) {
            if (observer_ && !item->skipped() && item->kind() != callback_kind::internal) {
                observer_->unqueued(info(*item));
            }
            item->drop();
        }
    }
    while (!timers_.empty()) {
        timer& t = timers_.top();
        cancel_timer(t);
        t.drop();
    }
    abandon_callbacks();
    task_base::drop_all(*this);
    abandon_callbacks();  // those that destructors have added
    while (!ready_.empty()) {
        ready_.pop();
    }
    generator_base::forget_all(*this);
    if (outside_) {
        outside_->loop_closed();
    }
    ready_.begin_iteration();
    dropping_ = false;
}

void core::abandon_callbacks() noexcept
{
    while (done_callback* last = callbacks.last()) {
        last->abandon();
    }
}

void core::reopen() noexcept
{
    if (closed_) {
        closed_ = false;
        executor_is_shut_ = false;
        handler = nullptr;
        factory = {};
    }
}

std::uint32_t core::current_task_id() const noexcept
{
    return current ? current->id() : 0;
}

[[gnu::always_inline]] inline void core::run(entry& item)
{
    if (item.is_plain_step()) {
        static_cast<task_base&>(item).step(*this);
    } else if (item.kind() == callback_kind::step && !watched_) {
        static_cast<task_base&>(item).step_unwatched(*this);
    } else {
        current = nullptr;
        context_now = nullptr;
        item.run();
    }
}

void core::check_startable() const
{
    if (is_under_way()) {
        throw runtime_error("This event loop is already running");
    }
    if (any_is_under_way()) {
        throw runtime_error("Cannot run the event loop while another loop is running");
    }
}

progress core::step(double limit)
{
    check_startable();
    const scope bound(*this);
    for (;;) {
        if (ready_.iteration_is_over() && !begin_iteration(limit)) {
            return what_is_left(limit);
        }
        if (run_next()) {
            skip_forgotten();
            return progress::ran;
        }
    }
}

progress core::step_iteration(double limit)
{
    check_startable();
    const scope bound(*this);
    return iterate(limit);
}

progress core::run_until_stopping()
{
    check_startable();
    scope bound(*this);
    for (;;) {
        if (const progress p = iterate(forever); p != progress::ran || stopping) {
            return p;
        }
        bound.leave_callback();
    }
}

progress core::iterate(double limit)
{
    if (ready_.iteration_is_over() && !begin_iteration(limit)) {
        return what_is_left(limit);
    }
    if (watched_) {
        while (!ready_.iteration_is_over()) {
            run_next();
        }
        return progress::ran;
    }
    do {
        if (entry* item = ready_.pop()) {
            run(*item);
        }
    } while (!ready_.iteration_is_over());
    return progress::ran;
}

// While a server listens, a client may still come, as long as there is a limit to wait for.
progress core::what_is_left(double limit) const noexcept
{
    const bool anyone_may_come =
        limit < forever && outside_ && outside_->network && outside_->network->anyone_listens();
    return next_deadline() == forever && !anyone_may_come ? progress::idle : progress::waiting;
}

bool core::begin_iteration(double limit)
{
    if (outside_) {
        if (!bring(limit)) {
            return false;
        }
    } else if (ready_.empty()) {
        const double when = timers_.empty() ? forever : timers_.earliest();
        if (when > limit || when == forever) {
            return false;
        }
        move_clock(when);
    }
    while (!timers_.empty() && is_due(timers_.earliest())) {
        timer& t = timers_.top();
        timers_.remove(t);
        if (observer* o = observer_) {
            o->timer_fired(t.id);
        }
        AIO_DOES("timer");
        t.turn = ready_.next_turn();
        push(t);
    }
    ready_.begin_iteration();
    ++iterations_;
    if (observer* o = observer_) {
        o->iteration_began(iterations_, ready_.size());
    }
    return true;
}

void core::move_clock(double when)
{
    if (when > now_) {
        now_ = when;
        if (observer* o = observer_) {
            o->clock_moved(now_);
        }
    }
}

// Far from 0, the clock's precision exceeds its resolution: `now` itself is always due.
bool core::is_due(double when) const noexcept
{
    return when < now_ + clock_resolution || when == now_;
}

// Runs the callback at the head of the ready queue; false if that was forgotten.
bool core::run_next()
{
    entry* item = ready_.pop();
    if (!item) {
        return false;
    }
    if (item->skipped()) {
        item->drop();
        return false;
    }
    if (watched_) {
        run_watched(*item);
    } else {
        run(*item);
    }
    return true;
}

void core::run_watched(entry& item)
{
    context_now = nullptr;
    AIO_TELL(begins(item));
    if (observer_ && item.kind() != callback_kind::internal) {
        observer_->callback_began(info(item));
        item.run();
        observer_->callback_ended();
    } else {
        item.run();
    }
    AIO_TELL(ends());
}

// Makes an iteration end as soon as its last callback has run.
void core::skip_forgotten() noexcept
{
    while (!ready_.iteration_is_over() && (!ready_[0] || ready_[0]->skipped())) {
        run_next();
    }
}

void core::hold(double seconds)
{
    check_sleep(seconds);
    hold_until(after(seconds), [] { return false; });
}

void core::callback_failed(const std::string& name) noexcept
{
    call_exception_handler({report::callback_error,
                            "Exception in callback" + (name.empty() ? "" : " " + name),
                            std::current_exception()});
}

void core::call_exception_handler(const exception_context& context) noexcept
{
    if (closing_) {
        return;
    }
    if (!handler) {
        default_exception_handler(context);
        return;
    }
    const scope bound(*this);
    try {
        const exception_handler called = handler;  // a copy, because it may set another one
        called(*user_, context);
    } catch (...) {
        default_exception_handler(
            {report::handler_error, "Unhandled error in exception handler", std::current_exception()});
    }
}

void core::default_exception_handler(const exception_context& context)
{
    if (!observer_) {
        return;
    }
    observer_->reported(context.what,
                        context.message.empty() ? "Unhandled exception in event loop" : context.message);
    if (context.exception) {
        observer_->report_cause(context.exception, context.task ? context.task->name() : std::string());
    }
}

random::generator& core::random_numbers()
{
    if (!random_) {
        random_ = std::make_unique<random::generator>();
    }
    return *random_;
}

void core::forget(entry& item) noexcept
{
    if (ready_.forget(&item) && observer_ && item.kind() != callback_kind::internal) {
        observer_->unqueued(info(item));
    }
}

void core::set_timer_at(timer& t, double when)
{
    if (closed_) {
        return;
    }
    t.when = when;
    t.id = ++timers_made_;
    t.task = current_task_id();
    timers_.push(t);
    if (observer* o = observer_) {
        o->timer_set(t.id, when, t.task, t.purpose);
    }
}

void core::cancel_timer(timer& t) noexcept
{
    if (t.scheduled()) {
        timers_.remove(t);
        if (observer* o = observer_) {
            o->timer_cancelled(t.id);
        }
    } else if (ready_.forget_at(t.turn, &t) && observer_ && t.kind() != callback_kind::internal) {
        observer_->unqueued(info(t));
    }
}

void core::note_queued(const entry& item)
{
    AIO_TELL(queued(*this, item));
    if (observer_ && item.kind() != callback_kind::internal) {
        observer_->queued(info(item));
    }
}

callback_info core::info(const entry& item) noexcept
{
    switch (item.kind()) {
    case callback_kind::step: {
        const auto& t = static_cast<const task_base&>(item);
        return {t.waits() ? callback_kind::wakeup : callback_kind::step, t.id(), 0};
    }
    case callback_kind::timer:
    case callback_kind::callback: {
        const auto& t = static_cast<const timer&>(item);
        return {item.kind(), t.task, t.id};
    }
    default:
        return {item.kind(), 0, 0};
    }
}

}  // namespace aio::detail
