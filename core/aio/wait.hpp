#pragma once
// Waits for some of several futures, without their results. CPython: asyncio.wait.

#include <optional>
#include <utility>
#include <vector>

#include "aio/any_future.hpp"
#include "aio/coro.hpp"
#include "aio/detail/distinct.hpp"

namespace aio {

/// The condition for `wait` to return. CPython: FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED.
enum class return_when {
    first_completed,  ///< one is done; a cancelled one counts
    first_exception,  ///< one has failed (a cancelled one hasn't), or all are done
    all_completed,
};

struct wait_options {
    std::optional<double> timeout = {};  ///< seconds; nullopt means no limit
    aio::return_when return_when = aio::return_when::all_completed;
};

/// The result of `wait`: the futures that are done and those that aren't, both in the order of its argument.
template <class H>
struct wait_result {
    std::vector<H> done;
    std::vector<H> pending;
};

namespace detail {

/// Suspends until as many of `futures` are done as `options` require. Throws value_error if there are none.
coro<void> wait(hidden, std::vector<ref<future_base>> futures, wait_options options);

template <class H>
coro<wait_result<H>> wait(hidden, std::vector<H> futures, wait_options options)
{
    futures = distinct(std::move(futures));
    co_await wait(hidden{}, bases_of(futures), options);
    wait_result<H> result;
    for (H& f : futures) {
        (f.done() ? result.done : result.pending).push_back(std::move(f));
    }
    co_return result;
}

}  // namespace detail

/// Waits until as many of `futures` (which may be tasks, but not coroutines) are done as `options` require,
/// or the timeout is over. Awaits to the lists of those that are done and those that aren't; doesn't throw
/// their exceptions. Always suspends. The task is resumed by a callback, queued by the last future needed or
/// by the timer. Cancelling the task throws cancelled_error here, but doesn't cancel the futures. Throws
/// value_error if `futures` is empty. CPython: asyncio.wait.
template <class H>
coro<wait_result<H>> wait(std::vector<H> futures, wait_options options = {})
{
    return detail::wait(detail::hidden{"wait"}, std::move(futures), options);
}

}  // namespace aio
