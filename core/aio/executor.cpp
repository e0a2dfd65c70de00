#include "aio/executor.hpp"

#include "aio/loop.hpp"

namespace aio {

detail::thread_pool& loop::default_executor()
{
    if (executor_is_shut_) {
        throw runtime_error("Executor shutdown has been called");
    }
    detail::outside& o = from_outside();
    if (!o.default_executor) {
        o.default_executor = detail::ref<detail::thread_pool>(
            new detail::thread_pool(*this, detail::thread_pool::usual_workers, "asyncio"));
    }
    return *o.default_executor;
}

detail::ref<detail::thread_pool> loop::shut_default_executor() noexcept
{
    executor_is_shut_ = true;
    return outside_ ? outside_->default_executor : nullptr;
}

void loop::set_default_executor(const thread_pool_executor& executor)
{
    from_outside().default_executor = detail::ref<detail::thread_pool>(&executor.pool());
}

void loop::set_horizon(double until)
{
    from_outside().horizon = until;
}

}  // namespace aio
