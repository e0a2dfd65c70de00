#pragma once
// A future of any result type, for lists that mix futures and tasks with different results.

#include <functional>
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
    /// Makes the loop call `f(any_future)` once the future is done, in a copy of the current context or in
    /// `c`. CPython: Future.add_done_callback(f, context=c).
    template <class F>
    callback_id add_done_callback(F f) const
    {
        return base_->add_done_callback(on_done(std::move(f)));
    }
    template <class F>
    callback_id add_done_callback(const context& c, F f) const
    {
        return base_->add_done_callback(c, on_done(std::move(f)));
    }
    /// CPython: Future.remove_done_callback.
    std::size_t remove_done_callback(callback_id id) const noexcept
    {
        return base_->remove_done_callback(id);
    }
    /// Throws what the future's result() would throw.
    void result() const { base_->check_result(); }
    bool operator==(const any_future& other) const noexcept { return base_ == other.base_; }
    future_base& base() const noexcept { return *base_; }

private:
    template <class F>
    static auto on_done(F f)
    {
        detail::check_callback<F, any_future>();
        return [f = std::move(f)](future_base& done) mutable { f(any_future(done)); };
    }

    inline static detail::slot<void> nothing_;

    detail::ref<future_base> base_;
};

}  // namespace aio

template <>
struct std::hash<aio::any_future> {
    std::size_t operator()(const aio::any_future& f) const noexcept
    {
        return std::hash<const void*>()(&f.base());
    }
};
