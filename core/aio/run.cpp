#include "aio/run.hpp"

#include "aio/gathering.hpp"

namespace aio {

namespace {
// What asyncio.run makes tasks of at its end: there is nothing to shut down, but the turns are taken.
coro<void> shut_down()
{
    co_return;
}
}  // namespace

runner::runner(loop& l, coro<void> main) : loop_(l), main_(l, std::move(main))
{
    main_.base().add_callback(stop_);
}

runner::~runner()
{
    loop_.forget(stop_);
    if (!main_.base().remove_callback(stop_) && awaited_) {
        awaited_->remove_callback(stop_);
    }
}

void runner::stop_callback::run_entry(detail::entry& e, action a)
{
    if (a == action::call) {
        static_cast<stop_callback&>(e).owner->stopping_ = true;
    }
}

progress runner::step(double limit)
{
    return ended() ? progress::idle : after(loop_.step(limit));
}

progress runner::step_iteration(double limit)
{
    return ended() ? progress::idle : after(loop_.step_iteration(limit));
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
    } else if (stopping_ && loop_.between_iterations()) {
        stopping_ = false;
        next_phase();
    }
    return p;
}

void runner::next_phase()
{
    switch (phase_) {
    case phase::main:
        phase_ = phase::cancelling;
        cancel_rest();
        if (awaited_) {
            return;
        }
        [[fallthrough]];
    case phase::cancelling:
        for (const auto& t : rest_) {
            if (!t->cancelled() && t->exception() && loop_.watcher()) {
                loop_.watcher()->reported(report::shutdown_error,
                                          "unhandled exception during asyncio.run() shutdown");
            }
        }
        rest_.clear();
        phase_ = phase::async_generators;
        return housekeeping();
    case phase::async_generators:
        phase_ = phase::executor;
        return housekeeping();
    case phase::executor:
        return end();
    case phase::finished:
    case phase::deadlocked:
        return;
    }
}

void runner::cancel_rest()
{
    for (task_base* t = loop_.first_task_; t; t = t->following_) {
        rest_.emplace_back(t);
    }
    if (rest_.empty()) {
        return;
    }
    for (const auto& t : rest_) {
        t->cancel();
    }
    awaited_ = detail::gathering::make(
        loop_, std::vector<detail::ref<future_base>>(rest_.begin(), rest_.end()), true);
    awaited_->add_callback(stop_);
}

void runner::housekeeping()
{
    const task<void> t(loop_, shut_down(), {.internal = true});
    t.base().add_callback(stop_);
    awaited_ = detail::ref<future_base>(&t.base());
}

void runner::end()
{
    phase_ = phase::finished;
    awaited_ = nullptr;
    std::exception_ptr error;
    try {
        main_.result();
    } catch (...) {
        error = std::current_exception();
    }
    if (observer* watcher = loop_.watcher()) {
        if (error) {
            const error_text text = describe(error);
            watcher->uncaught(text.qualified, text.message);
        }
        watcher->finished();
    }
}

void run(loop& l, coro<void> main)
{
    runner r(l, std::move(main));
    while (!r.ended()) {
        r.step_iteration();
    }
    if (r.deadlocked()) {
        throw runtime_error("deadlock: no task can run");
    }
    r.main().result();
}

}  // namespace aio
