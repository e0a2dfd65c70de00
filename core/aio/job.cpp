#include "aio/detail/job.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "aio/detail/core.hpp"
#include "aio/detail/outside.hpp"
#include "aio/detail/thread_pool.hpp"
#include "aio/errors.hpp"
#include "aio/executor.hpp"
#include "aio/print.hpp"

namespace aio {
namespace detail {

namespace {

// Leaves a function that would go on past the horizon.
struct cut_off {};

constexpr const char* cannot_wait =
    "A job in a simulated thread can't wait for another thread, because its function runs in one go: let it "
    "return, and wait in the coroutine that awaits it.";

void tell(const core& c, const std::string& text)
{
    if (observer* o = c.watcher()) {
        o->printed(text);
    }
}

}  // namespace

job::job(core& c, std::string name) : core_(&c), name_(std::move(name)), task_(c.current_task_id()) {}

job::~job() = default;

bool job::cancel()
{
    if (state_ == state::pending) {
        finish(state::cancelled);
    }
    return cancelled();
}

void job::check_result() const
{
    if (cancelled()) {
        throw concurrent_cancelled_error();
    }
    if (error_) {
        std::rethrow_exception(error_);
    }
}

void job::when_done(std::function<void(job&)> call)
{
    if (!done()) {
        when_done_.push_back(std::move(call));
        return;
    }
    tell_one(call);
}

bool job::wait(std::optional<double> timeout)
{
    if (done() || (timeout && *timeout <= 0)) {
        return done();
    }
    return wait_here(*core_, timeout ? core_->after(*timeout) : core::forever, [this] { return done(); });
}

ref<context_state>& job::own_context() noexcept
{
    return worker_ ? worker_->context : context_;
}

void job::submitted() noexcept
{
    number_ = core_->from_outside().next_job();
}

bool job::begin() noexcept
{
    if (state_ != state::pending) {
        return false;
    }
    state_ = state::running;
    return true;
}

bool job::run(worker& w, thread_pool& pool)
{
    const ref<job> self(this);
    worker_ = &w;
    pool_ = ref<thread_pool>(&pool);
    now_ = core_->time();
    if (observer* o = core_->watcher()) {
        o->job_began(w.number, task_, name_);
    }
    {
        const beside as(*core_, this);
        try {
            call();
        } catch (const cut_off&) {
            // It goes on in no run that has this horizon.
        } catch (...) {
            error_ = std::current_exception();
        }
        discard();
    }
    if (is_live_) {
        return deliver();
    }
    if (!is_cut_) {
        later(&job::ended);
    }
    return false;
}

// A callback that fails there is heard of by nobody else.
void job::finish(state how)
{
    state_ = how;
    for (const auto& call : std::exchange(when_done_, {})) {
        tell_one(call);
    }
}

void job::tell_one(const std::function<void(job&)>& call)
{
    try {
        call(*this);
    } catch (const cut_off&) {
    } catch (...) {
        const error_text text = describe(std::current_exception());
        if (observer* o = core_->watcher()) {
            o->reported(report::callback_error,
                        "exception calling callback: " + text.qualified + ": " + text.message);
        }
    }
}

bool job::deliver()
{
    is_live_ = true;
    {
        const beside as(*core_, this);
        finish(state::finished);
    }
    if (!is_live_) {
        later(&job::rest);  // a callback of the job's slept
        return false;
    }
    tell_end();
    return true;
}

void job::ended()
{
    if (deliver()) {
        pool_->work(*worker_);
    }
}

void job::rest()
{
    is_live_ = true;
    tell_end();
    pool_->work(*worker_);
}

void job::later(std::uint64_t step, double when, void (job::*what)())
{
    core_->from_outside().threads.add(when, {number_, step},
                                      [self = ref<job>(this), what] { ((*self).*what)(); });
}

void job::set_clock(double now)
{
    now_ = now;
    core_->now_ = now;
}

void check_sleep(double seconds)
{
    if (std::isnan(seconds)) {
        throw value_error("Invalid value NaN (not a number)");
    }
    if (seconds < 0) {
        throw value_error("sleep length must be non-negative");
    }
}

void job::sleep(double seconds)
{
    check_sleep(seconds);
    if (is_cut_) {
        throw cut_off();
    }
    outside& o = core_->from_outside();
    const double until = core_->after(seconds);
    if (until > o.horizon) {
        does([self = ref<job>(this), until] { self->tell_sleep(until); });
        o.threads.add(until, {number_, 2 * slept_.size()}, [self = ref<job>(this)] {});
        is_live_ = false;
        is_cut_ = true;
        throw cut_off();
    }
    slept_.push_back(until);
    set_clock(until);
    if (is_live_) {
        is_live_ = false;
        fall_asleep();
    }
}

void job::print(std::string text)
{
    does([&c = *core_, text = std::move(text)] { tell(c, text); });
}

void job::does(std::function<void()> what)
{
    if (is_live_) {
        const beside nobody(*core_, nullptr);
        what();
    } else if (!is_cut_) {
        core_->from_outside().threads.add(now_, {number_, 2 * slept_.size()}, std::move(what));
    }
}

void job::calls(core& on, planned_call& call)
{
    does([on = ref<core>(&on), call = ref<planned_call>(&call)] { on->queue_from_thread(*call); });
}

bool job::wait_until(double until, const std::function<bool()>& over)
{
    if (over()) {
        return true;
    }
    if (until == core::forever) {
        throw runtime_error(cannot_wait);
    }
    sleep(std::max(until - now_, 0.0));
    return over();
}

void job::tell_end()
{
    if (observer* o = core_->watcher()) {
        o->job_ended(worker_->number, error_ ? ending::failed : ending::done,
                     error_ ? describe(error_).type : std::string());
    }
}

void job::tell_sleep(double until)
{
    if (observer* o = core_->watcher()) {
        o->job_slept(worker_->number, std::max(until, core_->time()));
    }
}

// The function has run already, so that it's known how often it sleeps, and until when.
void job::fall_asleep()
{
    const double until = slept_[told_++];
    tell_sleep(until);
    later(2 * told_ - 1, until, &job::wake);
}

void job::wake()
{
    if (observer* o = core_->watcher()) {
        o->job_woke(worker_->number);
    }
    if (told_ < slept_.size()) {
        later(2 * told_ + 1, core_->time(), &job::fall_asleep);
    }
}

core& here()
{
    job* const j = job::current();
    return j ? j->get_core() : core::running();
}

bool wait_here(core& c, double until, const std::function<bool()>& over)
{
    job* const j = job::current();
    return j ? j->wait_until(until, over) : c.hold_until(until, over);
}

void print_here(std::string text)
{
    if (job* const j = job::current()) {
        j->print(std::move(text));
    } else {
        tell(core::running(), text);
    }
}

}  // namespace detail
}  // namespace aio
