#pragma once
// Iterates over several awaitables in the order in which they finish. CPython: asyncio.as_completed.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "aio/any_future.hpp"
#include "aio/detail/distinct.hpp"
#include "aio/detail/waiter.hpp"
#include "aio/ensure_future.hpp"

namespace aio {

namespace detail {

/// The futures of one as_completed call, each known by its index, and a small queue of the finished ones.
/// Kept alive by the callbacks that it adds to the futures and by its timer.
class completions : public counted {
public:
    using place = std::size_t;

    /// How many futures the caller hasn't asked for yet.
    std::size_t left() const noexcept { return left_; }
    /// Asks for one more; a call of `next` must follow.
    void ask() noexcept { --left_; }
    /// Suspends until the next future is done, and awaits to its index. Throws timeout_error if the timeout
    /// was first.
    static coro<place> next(hidden, ref<completions> self);

    /// Starts listening to `futures`, which must be distinct.
    void begin(const std::vector<ref<future_base>>& futures, std::optional<double> timeout);

private:
    struct listener {
        ref<future_base> source;
        callback_id callback;
        bool pending;
    };

    void completed(place p);
    void time_out();
    void put(place p);
    void wake_next();

    static constexpr place not_in_time = SIZE_MAX;

    std::vector<listener> listeners_;
    std::size_t pending_ = 0;
    std::size_t left_ = 0;
    std::deque<place> done_;
    std::deque<waiter> getters_;
    std::optional<timer_handle> timeout_;
};

template <class H>
class completions_of final : public completions {
public:
    using value_type = typename H::value_type;

    explicit completions_of(std::vector<H> futures) : futures_(std::move(futures)) {}
    const std::vector<H>& futures() const noexcept { return futures_; }

    static coro<std::optional<H>> next_future(hidden, ref<completions_of> self)
    {
        if (self->left() == 0) {
            co_return std::nullopt;
        }
        self->ask();
        co_return self->futures_[co_await next(hidden{}, self)];
    }
    static coro<value_type> next_result(hidden, ref<completions_of> self)
    {
        co_return self->futures_[co_await next(hidden{}, self)].result();
    }

private:
    std::vector<H> futures_;
};

}  // namespace detail

/// The result of `as_completed`: an iterator that yields each future once, in the order in which they finish.
/// Asynchronous iteration yields the futures themselves: `while (auto done = co_await it.next())`. Plain
/// iteration yields coroutines; each one waits for the next future to finish and returns its result: `for
/// (auto next : it)`.
template <class H>
class as_completed_iterator {
public:
    as_completed_iterator(std::vector<H> futures, std::optional<double> timeout)
        : state_(new detail::completions_of<H>(detail::distinct(std::move(futures))))
    {
        state_->begin(detail::bases_of(state_->futures()), timeout);
    }

    /// Awaits to the next future that is done, or to nullopt after the last one. Suspends until there is one;
    /// a callback then resumes the task. If several tasks wait, they're served in order. Throws timeout_error
    /// once for each future that the timeout overtook. Cancelling this call doesn't cancel the futures.
    coro<std::optional<H>> next()
    {
        return detail::completions_of<H>::next_future(detail::hidden{"__anext__"}, state_);
    }

    class iterator {
    public:
        explicit iterator(as_completed_iterator& of) noexcept : of_(&of) {}
        auto operator*() const
        {
            of_->state_->ask();
            return detail::completions_of<H>::next_result(detail::hidden{"_wait_for_one"}, of_->state_);
        }
        iterator& operator++() noexcept { return *this; }
        bool operator==(std::default_sentinel_t) const noexcept { return of_->state_->left() == 0; }

    private:
        as_completed_iterator* of_;
    };
    iterator begin() noexcept { return iterator(*this); }
    std::default_sentinel_t end() const noexcept { return {}; }

private:
    detail::ref<detail::completions_of<H>> state_;
};

/// Makes a task of each awaitable that isn't a future, in order, and returns an iterator over all of them in
/// the order in which they finish. Doesn't suspend. After `timeout` seconds, each future that isn't done
/// makes the iteration throw timeout_error, but keeps running. Throws runtime_error if no loop is running, and
/// value_error for a future of another loop. CPython: asyncio.as_completed.
template <class A>
[[nodiscard("it gives futures to those that ask for them")]] auto as_completed(
    std::vector<A> awaitables, std::optional<double> timeout = {})
{
    std::vector<detail::ensured_t<A>> futures;
    futures.reserve(awaitables.size());
    for (A& a : awaitables) {
        futures.push_back(ensure_future(std::move(a)));
    }
    return as_completed_iterator(std::move(futures), timeout);
}

/// The same for futures and tasks of different types, which it yields as any_future.
[[nodiscard("it gives futures to those that ask for them")]] inline as_completed_iterator<any_future>
as_completed(std::vector<any_future> futures, std::optional<double> timeout = {})
{
    return as_completed_iterator(std::move(futures), timeout);
}

}  // namespace aio
