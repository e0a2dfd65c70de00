#pragma once
// Several awaitables, in the order in which they are done. CPython: asyncio.as_completed.

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

/// The futures of one as_completed, each known by its place among them, and a small queue of those that are
/// done. The callbacks that it adds, and its timer, keep it alive.
class completions : public counted {
public:
    using place = std::size_t;

    /// How many have not been asked for.
    std::size_t left() const noexcept { return left_; }
    /// Asks for one more; `next` is to follow.
    void ask() noexcept { --left_; }
    /// Waits for the next one that is done. Throws timeout_error if it was not in time.
    static coro<place> next(hidden, ref<completions> self);

    /// Begins to listen to `futures`, which are distinct.
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

/// What `as_completed` gives. Each future comes once, in the order in which they are done.
/// Asynchronous iteration gives the futures themselves: `while (auto done = co_await it.next())`.
/// Plain iteration gives coroutines, each of which waits for the next future and gives its result:
/// `for (auto next : it)`.
template <class H>
class as_completed_iterator {
public:
    as_completed_iterator(std::vector<H> futures, std::optional<double> timeout)
        : state_(new detail::completions_of<H>(detail::distinct(std::move(futures))))
    {
        state_->begin(detail::bases_of(state_->futures()), timeout);
    }

    /// The next future that is done; nothing when all have come. Suspends until there's one, in a line if several tasks
    /// ask, and goes on in a callback. Throws timeout_error for each that was not done in time. Cancelled, it leaves
    /// the futures alone.
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

/// Makes tasks of those awaitables that are no futures, in their order, and gives them in the order in which
/// they are done. Suspends nothing itself. When `timeout` seconds are over, all that are not done count as
/// not done in time; they go on all the same. Throws runtime_error when no loop runs. CPython: asyncio.as_completed.
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

/// The same with futures and tasks of different types, which iteration gives as any_future.
[[nodiscard("it gives futures to those that ask for them")]] inline as_completed_iterator<any_future>
as_completed(std::vector<any_future> futures, std::optional<double> timeout = {})
{
    return as_completed_iterator(std::move(futures), timeout);
}

}  // namespace aio
