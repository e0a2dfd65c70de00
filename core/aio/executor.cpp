#include "aio/executor.hpp"

#include "aio/loop.hpp"
#include "aio/timeout.hpp"

namespace aio {

namespace detail {

thread_pool& core::default_executor()
{
    if (executor_is_shut_) {
        throw runtime_error("Executor shutdown has been called");
    }
    ref<thread_pool>& pool = from_outside().default_executor;
    if (!pool) {
        pool = ref<thread_pool>(new thread_pool(*this, thread_pool::usual_workers, "asyncio"));
    }
    return *pool;
}

coro<void> outside::shut_down_executor(hidden)
{
    constexpr double longest = 300;
    core& c = core_;
    const ref<thread_pool> pool = c.shut_default_executor();
    if (!pool) {
        co_return;
    }
    const ref<future_state<void>> ended(new future_state<void>(c));
    const future<> idle(ended, ended->value());
    pool->shutdown(false, false);
    pool->when_idle([&c, idle, run = this->run()] {
        call_in_run(c, run, [idle] {
            if (!idle.done()) {
                idle.set_result();
            }
        });
    });
    timeout_scope limit = timeout(longest);
    co_await limit.enter();
    std::exception_ptr error;
    try {
        co_await idle;
    } catch (...) {
        error = std::current_exception();
    }
    try {
        co_await limit.exit(error);
    } catch (const timeout_error&) {
        if (observer* o = c.watcher()) {
            o->reported(report::other,
                        "The executor did not finishing joining its threads within 300 seconds");
        }
    }
}

}  // namespace detail

void loop::set_default_executor(const thread_pool_executor& executor)
{
    core_->from_outside().default_executor = detail::ref<detail::thread_pool>(&executor.pool());
}

void loop::set_horizon(double until)
{
    core_->from_outside().horizon = until;
}

}  // namespace aio
