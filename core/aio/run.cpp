#include "aio/run.hpp"

#include "aio/async_generator.hpp"
#include "aio/detail/gathering.hpp"
#include "aio/detail/job.hpp"
#include "aio/detail/outside.hpp"
#include "aio/detail/thread_pool.hpp"

namespace aio {

namespace {

// There is no executor to shut down, but this takes the same turns of the loop.
coro<void> shut_down_nothing(detail::hidden, detail::core& c)
{
    c.shut_default_executor();
    co_return;
}

}  // namespace

runner::runner(loop& l) : loop_(l), core_(l.get_core())
{
    core_.reopen();
}

runner::~runner()
{
    core_.forget(stop_);
    if (awaited_) {
        awaited_->remove_callback(stop_);
    }
}

void runner::close()
{
    if (context_ && !ended()) {
        start_closing();
        drive();
    }
}

void runner::stop_callback::run_entry(detail::entry& e, action a)
{
    if (a == action::call) {
        static_cast<stop_callback&>(e).owner->loop_.stop();
    }
}

void runner::check_ready(const char* caller) const
{
    if (detail::job::current()) {
        throw runtime_error(
            "A job in a simulated thread can't run an event loop of its own: await the coroutine "
            "where the job is awaited.");
    }
    if (detail::core::any_is_under_way()) {
        throw runtime_error(std::string(caller) + " cannot be called from a running event loop");
    }
    if (ended()) {
        throw runtime_error("Runner is closed");
    }
}

void runner::initialize()
{
    if (!context_) {
        context_ = copy_context();
    }
}

void runner::begin(future_base& main)
{
    phase_ = phase::main;
    wait_for(main);
}

void runner::wait_for(future_base& f)
{
    awaited_ = detail::ref<future_base>(&f);
    f.add_callback(stop_);
}

// Runs until there is nothing to step; throws the outcome, except for the main task's own exception.
void runner::drive()
{
    throws_ = true;
    while (busy()) {
        if (phase_ == phase::threads) {
            run_out(detail::core::forever);
        } else {
            after(core_.run_until_stopping());
        }
    }
    if (deadlocked()) {
        throw runtime_error("deadlock: no task can run");
    }
    if (error_) {
        std::rethrow_exception(std::exchange(error_, nullptr));
    }
}

progress runner::step(double limit)
{
    if (phase_ == phase::threads) {
        return run_out(limit);
    }
    return busy() ? after(loop_.step(limit)) : progress::idle;
}

progress runner::step_iteration(double limit)
{
    if (phase_ == phase::threads) {
        return run_out(limit);
    }
    return busy() ? after(loop_.step_iteration(limit)) : progress::idle;
}

std::size_t runner::advance(double time, std::size_t most)
{
    std::size_t count = 0;
    while (count != most && loop_.time() <= time && step(time) == progress::ran) {
        ++count;
    }
    return count;
}

progress runner::after(progress p)
{
    if (p == progress::idle) {
        phase_ = phase::deadlocked;
        if (loop_.watcher()) {
            loop_.watcher()->deadlocked();
        }
    } else if (core_.stopping && loop_.between_iterations()) {
        core_.stopping = false;
        next_phase(!awaited_->remove_callback(stop_));
    }
    return p;
}

void runner::next_phase(bool was_done)
{
    if (!was_done) {
        error_ = std::make_exception_ptr(runtime_error("Event loop stopped before Future completed."));
        if (phase_ != phase::main) {
            return end();
        }
    }
    switch (phase_) {
    case phase::main:
        return main_ended();
    case phase::cancelling:
        complain_of_rest();
        phase_ = phase::async_generators;
        return housekeeping(detail::generator_base::close_all(detail::hidden{}, core_));
    case phase::async_generators:
        phase_ = phase::executor;
        if (detail::outside* o = core_.outside_or_null()) {
            return housekeeping(o->shut_down_executor(detail::hidden{}));
        }
        return housekeeping(shut_down_nothing(detail::hidden{}, core_));
    case phase::executor:
        return end();
    case phase::idle:
    case phase::threads:
    case phase::finished:
    case phase::deadlocked:
        return;
    }
}

void runner::main_ended()
{
    phase_ = phase::idle;
    if (!closes_itself_) {
        awaited_ = nullptr;
        return;
    }
    std::exception_ptr error = error_;
    try {
        if (!error) {
            awaited_->check_result();
        }
    } catch (...) {
        error = std::current_exception();
    }
    start_closing(std::move(error));
}

void runner::start_closing(std::exception_ptr error)
{
    if (error) {
        error_ = std::move(error);
    }
    phase_ = phase::cancelling;
    cancel_rest();
}

void runner::cancel_rest()
{
    for (task_base* t = core_.tasks.first(); t; t = core_.tasks.after(*t)) {
        rest_.emplace_back(t);
    }
    if (rest_.empty()) {
        return next_phase(true);
    }
    for (const auto& t : rest_) {
        t->cancel();
    }
    wait_for(*detail::gathering::make(core_,
                                      std::vector<detail::ref<future_base>>(rest_.begin(), rest_.end()),
                                      true));
}

void runner::complain_of_rest()
{
    for (const auto& t : rest_) {
        if (!t->cancelled() && t->exception()) {
            loop_.call_exception_handler({report::shutdown_error,
                                          "unhandled exception during asyncio.run() shutdown", t->exception(),
                                          nullptr, t.get()});
        }
    }
    rest_.clear();
}

// Uses up a task number, and takes two turns of the loop.
void runner::housekeeping(coro<void> work)
{
    const task<void> t(loop_, std::move(work), {.internal = true});
    wait_for(t.base());
}

void runner::end()
{
    phase_ = phase::threads;
    awaited_ = nullptr;
    rest_.clear();
    core_.drop_all();
    if (error_ && !throws_ && loop_.watcher()) {
        const error_text text = describe(error_);
        loop_.watcher()->uncaught(text.qualified, text.message);
    }
    run_out(loop_.time());
}

// A program that no other code called ends when its last thread does.
progress runner::run_out(double limit)
{
    if (!throws_ && !core_.run_threads(limit)) {
        return progress::waiting;
    }
    phase_ = phase::finished;
    if (loop_.watcher()) {
        loop_.watcher()->finished();
    }
    return progress::ran;
}

}  // namespace aio
