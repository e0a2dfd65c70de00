#include "aio/detail/job.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "aio/detail/core.hpp"
#include "aio/detail/outside.hpp"
#include "aio/detail/telling.hpp"
#include "aio/detail/thread_pool.hpp"
#include "aio/errors.hpp"
#include "aio/executor.hpp"
#include "aio/print.hpp"

namespace aio {
namespace detail {

namespace {

// Ends a function that would continue past the horizon.
struct cut_off {};

constexpr const char* cannot_wait =
    "A job in a simulated thread can't wait for another thread, because its function runs in one go: let it "
    "return, and wait in the coroutine that awaits it.";
constexpr const char* has_not_begun =
    "A job in a simulated thread can wait for another one only once that has begun, because its function runs in "
    "one go: let it return, and wait in the coroutine that awaits it.";

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
    if (state_ < state::cancelled) {
        when_done_.push_back(std::move(call));
        return;
    }
    tell_one(call);
}

const std::string& job::thread_name() const noexcept
{
    return worker_->name;
}

bool job::wait(std::optional<double> timeout)
{
    if (done() || (timeout && *timeout <= 0)) {
        return done();
    }
    const double until = timeout ? core_->after(*timeout) : core::forever;
    return current_ ? current_->wait_for(*this, until) : core_->hold_until(until, [this] { return done(); });
}

// At equal times, the ranks decide whether its end comes first.
bool job::is_over_for_caller() const noexcept
{
    const job* const by = current_;
    if (!has_run_ || !by || by->is_live_ || by->core_ != core_) {
        return false;
    }
    return end_ < by->now_ || (end_ == by->now_ && end_place_ < by->place());
}

// Waits like a thread for another one, whose function has already run. If it hasn't run yet, its end can't be
// known.
bool job::wait_for(const job& other, double until)
{
    if (!other.has_run_ || other.core_ != core_) {
        throw runtime_error(has_not_begun);
    }
    if (std::pair(other.end_, other.end_place_) > std::pair(until, rank{number_, 0})) {
        sleep_until(until, {number_, 0});
        return false;
    }
    sleep_until(other.end_, other.end_place_);  // and so comes after it
    return true;
}

ref<context_state>& job::own_context() noexcept
{
    return worker_ ? worker_->context : context_;
}

void job::submitted() noexcept
{
    number_ = core_->from_outside().next_job();
    place_ = {number_, 0};
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
            // With this horizon, it doesn't continue in any run.
        } catch (...) {
            error_ = std::current_exception();
        }
        discard();
    }
    has_run_ = true;
    end_ = now_;
    end_place_ = place();
    if (is_live_) {
        return deliver();
    }
    if (!is_cut_) {
        later(&job::ended);
    }
    return false;
}

// This is the only place that reports an exception of such a callback.
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
        AIO_DOES("job", worker_->number);
        finish(state::finished);
    }
    if (!is_live_) {
        later(&job::rest);  // one of the job's callbacks slept
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

void job::later(double when, rank place, void (job::*what)())
{
    core_->from_outside().threads.add(when, place, [self = ref<job>(this), what] { ((*self).*what)(); });
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
    sleep_until(core_->after(seconds), {number_, 0});
}

void job::sleep_until(double until, rank place)
{
    if (is_cut_) {
        throw cut_off();
    }
    outside& o = core_->from_outside();
    if (until > o.horizon) {
        does([self = ref<job>(this), until] { self->tell_sleep(until); });
        o.threads.add(until, this->place(), [self = ref<job>(this)] {});
        now_ = until;
        is_live_ = false;
        is_cut_ = true;
        throw cut_off();
    }
    place_ = place;
    slept_.push_back({until, place});
    set_clock(until);
    if (is_live_) {
        is_live_ = false;
        fall_asleep();
    }
}

void job::print(std::string text)
{
    does([self = ref<job>(this), text = std::move(text)] {
        speaking_ = self.get();
        tell(*self->core_, text);
        speaking_ = nullptr;
    });
}

void job::does(std::function<void()> what)
{
    if (is_live_) {
        const beside nobody(*core_, nullptr);
        AIO_DOES("thread");
        what();
    } else if (!is_cut_) {
        core_->from_outside().threads.add(now_, place(), std::move(what));
    }
}

void job::calls(core& on, planned_call& call)
{
    does([on = ref<core>(&on), call = ref<planned_call>(&call)] { on->queue_from_thread(*call); });
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

// The function has already run, so the number of its naps and their ends are known.
void job::fall_asleep()
{
    const nap& next = slept_[told_++];
    tell_sleep(next.until);
    later(next.until, {next.place.first, next.place.second + 2 * told_ - 1}, &job::wake);
}

void job::wake()
{
    if (observer* o = core_->watcher()) {
        o->job_woke(worker_->number);
    }
    if (told_ < slept_.size()) {
        const rank woken = slept_[told_ - 1].place;
        later(core_->time(), {woken.first, woken.second + 2 * told_ + 1}, &job::fall_asleep);
    }
}

core& here()
{
    job* const j = job::current();
    return j ? j->get_core() : core::running();
}

void wait_here(core& c, const std::function<bool()>& over)
{
    if (!job::current()) {
        c.hold_until(core::forever, over);
    } else if (!over()) {
        throw runtime_error(cannot_wait);
    }
}

void print_here(std::string text)
{
    if (job* const j = job::current()) {
        j->print(std::move(text));
    } else if (core::is_running()) {
        tell(core::running(), text);
    } else {
        std::fwrite(text.data(), 1, text.size(), stdout);
    }
}

}  // namespace detail
}  // namespace aio
