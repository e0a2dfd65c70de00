#pragma once
// Runs blocking functions in threads beside the loop's. The threads are simulated, so a program behaves the
// same in every run. A job starts when it's submitted if a worker is free, otherwise when one becomes free:
// first come, first served. Its function runs from start to end at that moment, on its own clock, which
// blocking_sleep moves. Its prints and its end reach the loop at the time that its clock showed. A job that
// has started can't be cancelled. Beware: if the function changes shared data after a sleep, the loop's tasks
// see the change too early. Use call_soon_threadsafe for that. CPython: loop.run_in_executor,
// concurrent.futures.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "aio/coro.hpp"
#include "aio/detail/core.hpp"
#include "aio/detail/job.hpp"
#include "aio/detail/outside.hpp"
#include "aio/detail/thread_pool.hpp"
#include "aio/errors.hpp"
#include "aio/future.hpp"

namespace aio {

/// The job was cancelled before it started. It isn't a cancelled_error, because no task was cancelled.
/// CPython: concurrent.futures.CancelledError.
struct concurrent_cancelled_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "CancelledError"; }
    const char* module() const noexcept override { return "concurrent.futures._base"; }
};

/// A function with a name, which traces and the panel show for the job: `to_thread(named("read", f))`.
template <class F>
class named {
public:
    named(std::string name, F function) : name_(std::move(name)), function_(std::move(function)) {}
    template <class... A>
    decltype(auto) operator()(A&&... args)
    {
        return std::invoke(function_, std::forward<A>(args)...);
    }
    const std::string& callback_name() const noexcept { return name_; }

private:
    std::string name_;
    F function_;
};

/// The result of `submit`: the future result of a job in a thread. It can't be awaited; `wrap_future` turns
/// it into a future that can. Copies are the same. CPython: concurrent.futures.Future.
template <class T = void>
class concurrent_future {
public:
    explicit concurrent_future(detail::ref<detail::job_of<T>> job) noexcept : job_(std::move(job)) {}

    bool done() const noexcept { return job_->done(); }
    bool running() const noexcept { return job_->running(); }
    bool cancelled() const noexcept { return job_->cancelled(); }
    /// Cancels the job if it hasn't started, so that its function is never called. Returns true if the job is
    /// cancelled now. CPython: Future.cancel.
    bool cancel() const { return job_->cancel(); }
    /// Returns the job's result, or throws its exception, or concurrent_cancelled_error. If the job isn't
    /// done, blocks until it is; nothing else of the loop runs during that time. Throws timeout_error after
    /// `timeout` seconds. Inside another job, that job's thread waits, and only for a job that has started:
    /// otherwise it throws runtime_error, because the function runs in one go. CPython: Future.result.
    T result(std::optional<double> timeout = {}) const
    {
        require_done(timeout);
        job_->check_result();
        return detail::read<T>(job_->value());
    }
    /// The job's exception, or null. Blocks and throws as result does. CPython: Future.exception.
    std::exception_ptr exception(std::optional<double> timeout = {}) const
    {
        require_done(timeout);
        if (job_->cancelled()) {
            job_->check_result();
        }
        return job_->error();
    }
    /// Calls `f(future)` when the job is done, in the job's thread; immediately if it's already done.
    /// CPython: Future.add_done_callback.
    template <class F>
    void add_done_callback(F f) const
    {
        detail::check_callback<F, concurrent_future>();
        job_->when_done([f = std::move(f)](detail::job& done) mutable {
            f(concurrent_future(detail::ref<detail::job_of<T>>(static_cast<detail::job_of<T>*>(&done))));
        });
    }

    const detail::ref<detail::job_of<T>>& job() const noexcept { return job_; }

private:
    void require_done(std::optional<double> timeout) const
    {
        if (!job_->wait(timeout)) {
            throw timeout_error();
        }
    }

    detail::ref<detail::job_of<T>> job_;
};

/// Runs functions in its own threads. Copies are the same executor. Dropping the last copy doesn't wait: its
/// jobs keep running. CPython: concurrent.futures.ThreadPoolExecutor.
class thread_pool_executor {
public:
    /// Makes an executor of the running loop with at most `max_workers` threads, named `<prefix>_0` and so
    /// on; without a prefix, ThreadPoolExecutor-0_0. Throws value_error if `max_workers` isn't positive.
    explicit thread_pool_executor(int max_workers = detail::thread_pool::usual_workers,
                                  std::string thread_name_prefix = {})
        : pool_(new detail::thread_pool(detail::here(), max_workers, std::move(thread_name_prefix)))
    {}
    /// The same on the clock of `l`.
    explicit thread_pool_executor(loop& l, int max_workers = detail::thread_pool::usual_workers,
                                  std::string thread_name_prefix = {})
        : pool_(new detail::thread_pool(l.get_core(), max_workers, std::move(thread_name_prefix)))
    {}

    /// Makes a thread call `f(args...)`; keeps copies of `f` and the arguments. Doesn't block. Throws
    /// runtime_error after shutdown. CPython: Executor.submit.
    template <class F, class... A>
    auto submit(F f, A... args) const
    {
        return submit_to(*pool_, std::move(f), std::move(args)...);
    }
    /// Accepts no more jobs. With `wait`, blocks until all are done; with `cancel_futures`, cancels those
    /// that haven't started. CPython: Executor.shutdown.
    void shutdown(bool wait = true, bool cancel_futures = false) const
    {
        pool_->shutdown(wait, cancel_futures);
    }

    detail::thread_pool& pool() const noexcept { return *pool_; }

    template <class F, class... A>
    static auto submit_to(detail::thread_pool& pool, F f, A... args)
    {
        static_assert(!awaitable<std::invoke_result_t<F, A...>>,
                      "a thread can't run a coroutine, only a loop can: give it an ordinary function");
        using call = detail::bound_call<F, A...>;
        const detail::ref<detail::job_calling<call>> job(
            new detail::job_calling<call>(pool.get_core(), call(std::move(f), std::move(args)...)));
        pool.submit(job);
        return concurrent_future<typename call::result>(job);
    }

private:
    detail::ref<detail::thread_pool> pool_;
};

namespace detail {

/// Copies the job's outcome to `outer`. CPython: futures._copy_future_state.
template <class T>
void copy_state(job_of<T>& from, const future<T>& outer)
{
    if (outer.done()) {
        return;
    }
    if (from.cancelled()) {
        outer.cancel();
    } else if (std::exception_ptr error = from.error()) {
        outer.set_exception(std::move(error));
    } else if constexpr (std::is_void_v<T>) {
        outer.set_result();
    } else {
        outer.set_result(read<T>(from.value()));
    }
}

/// Queues `f` on the loop of `c` as call_soon_threadsafe does, but only if the run numbered `run` is still
/// the current one.
template <class F>
void call_in_run(core& c, std::uint32_t run, F f)
{
    if (!c.is_closed() && c.from_outside().run() == run) {
        auto* const call = plan_call(c, std::move(f));
        const handle held(call);
        c.queue_threadsafe(*call);
    }
}

}  // namespace detail

/// A future of the loop `l` that ends as `f` does. Cancelling it also cancels `f`, if that hasn't started.
/// CPython: asyncio.wrap_future.
template <class T>
future<T> wrap_future(const concurrent_future<T>& f, loop& l = loop::running())
{
    using state = detail::future_state<T>;
    detail::core& c = l.get_core();
    const detail::ref<state> made(new state(c));
    const future<T> outer(made, made->value());
    const detail::ref<detail::job_of<T>> source = f.job();
    made->add_done_callback([source](future_base& done) {
        if (done.cancelled()) {
            source->cancel();
        }
    });
    f.add_done_callback([outer, &c, run = c.from_outside().run()](const concurrent_future<T>& done) {
        detail::call_in_run(c, run, [outer, source = done.job()] { detail::copy_state(*source, outer); });
    });
    return outer;
}

template <class F, class... A>
auto loop::run_in_executor(const thread_pool_executor& executor, F f, A... args)
{
    core_->check_open();
    return wrap_future(executor.submit(std::move(f), std::move(args)...), *this);
}

template <class F, class... A>
auto loop::run_in_executor(std::nullptr_t, F f, A... args)
{
    core_->check_open();
    return wrap_future(thread_pool_executor::submit_to(core_->default_executor(), std::move(f),
                                                       std::move(args)...),
                       *this);
}

}  // namespace aio
