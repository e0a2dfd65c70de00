#pragma once
// Awaits something without cancelling it if the waiting task is cancelled. CPython: asyncio.shield.

#include <type_traits>
#include <utility>

#include "aio/ensure_future.hpp"

namespace aio {

namespace detail {

/// The future that shield returns. The result stays in the shielded future.
class shielding final : public future_base {
public:
    static ref<shielding> make(ref<future_base> inner);
    void describe_wait(suspension& where) const override;
    void list_parts(std::vector<future_base*>& into) const override;

private:
    explicit shielding(ref<future_base> inner) noexcept;
    void inner_done();
    void outer_done(callback_id listening);

    ref<future_base> inner_;
};

}  // namespace detail

/// A future that ends as `awaitable` does; makes a task of it if it isn't a future. Cancelling the returned
/// future cancels nothing else: the awaiting task is cancelled, and the shielded one keeps running. If
/// `awaitable` is already done, it's returned unchanged. Doesn't suspend itself; the awaiting task is resumed
/// by a callback, one turn later than without the shield. If the shielded one fails after the waiter was
/// cancelled, the exception handler is called. If it has to finish, keep a handle to it: the loop keeps tasks
/// alive, but not futures. CPython: asyncio.shield.
template <class A>
[[nodiscard("a shield protects who awaits it")]] auto shield(A&& awaitable)
{
    const auto inner = ensure_future(std::forward<A>(awaitable));
    using result = future<typename decltype(inner)::value_type>;
    if (inner.done()) {
        return result(inner);
    }
    return result(detail::shielding::make(detail::ref<future_base>(&inner.base())), inner.value());
}

}  // namespace aio
