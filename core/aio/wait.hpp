#pragma once
// Waiting for some of several futures, without their results. CPython: asyncio.wait.

#include <optional>
#include <utility>
#include <vector>

#include "aio/any_future.hpp"
#include "aio/coro.hpp"
#include "aio/detail/distinct.hpp"

namespace aio {

/// When `wait` returns. CPython: FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED.
enum class return_when {
    first_completed,  ///< one is done, which cancelled is too
    first_exception,  ///< one has failed, which cancelled is not; or all are done
    all_completed,
};

struct wait_options {
    std::optional<double> timeout = {};  ///< seconds; nothing for as long as it takes
    aio::return_when return_when = aio::return_when::all_completed;
};

/// What `wait` gives: the futures that are done and those that are not, both in the order of its argument.
template <class H>
struct wait_result {
    std::vector<H> done;
    std::vector<H> pending;
};

namespace detail {

/// Waits until as many of `futures` are done as `options` ask for. Throws value_error when there is none.
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

/// Waits until as many of `futures` (tasks too, but not coroutines) are done as `options` ask for, or their
/// timeout is over; says which are done, and throws nothing on their behalf. Suspends in any case, and goes on in a
/// callback, which the one that is done last queues, or the timer. Cancelled, it throws cancelled_error and leaves the
/// futures alone. Throws value_error when there is none. CPython: asyncio.wait.
template <class H>
coro<wait_result<H>> wait(std::vector<H> futures, wait_options options = {})
{
    return detail::wait(detail::hidden{"wait"}, std::move(futures), options);
}

}  // namespace aio
