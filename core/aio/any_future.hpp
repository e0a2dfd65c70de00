#pragma once
// A future of any result type, for lists that mix futures and tasks with different results.

#include <string>
#include <utility>

#include "aio/future.hpp"

namespace aio {

/// A handle to a future or a task that doesn't know the type of its result.
class any_future {
public:
    using value_type = void;

    template <class T>
    any_future(const future<T>& f) : base_(&f.base())
    {}

    explicit any_future(future_base& f) : base_(&f) {}

    bool done() const noexcept { return base_->done(); }
    bool cancelled() const noexcept { return base_->cancelled(); }
    bool cancel(std::optional<std::string> message = {}) const { return base_->cancel(std::move(message)); }
    std::exception_ptr exception() const { return base_->exception(); }
    /// Suspends until the future is done, then throws what its result() would throw. The result itself stays
    /// in the future.
    auto operator co_await() const noexcept { return detail::future_awaiter<void>(base_, nothing_); }
    /// Throws what the future's result() would throw.
    void result() const { base_->check_result(); }
    bool operator==(const any_future& other) const noexcept { return base_ == other.base_; }
    future_base& base() const noexcept { return *base_; }

private:
    inline static detail::slot<void> nothing_;

    detail::ref<future_base> base_;
};

}  // namespace aio
