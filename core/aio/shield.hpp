#pragma once
// Awaiting something without taking it along when the waiting is cancelled. CPython: asyncio.shield.

#include <type_traits>
#include <utility>

#include "aio/ensure_future.hpp"

namespace aio {

namespace detail {

/// The future that shield returns. Its result stays where it is, in the future that is shielded.
class shielding final : public future_base {
public:
    static ref<shielding> make(ref<future_base> inner);
    void describe_wait(suspension& where) const override;

private:
    explicit shielding(ref<future_base> inner) noexcept;
    void inner_done();
    void outer_done(callback_id listening);

    ref<future_base> inner_;
};

}  // namespace detail

/// A future that is done as `awaitable` is, of which a task is made if it is no future. Cancelling the
/// future cancels nothing else: a task that awaits it is cancelled while what it waited for goes on. What is
/// done already is given back as it is. Suspends nothing itself; who awaits the future goes on in a callback, one turn
/// later than without the shield. A failure that comes when nobody waits any more goes to the exception handler. Keep
/// what is shielded, if its end matters: the loop keeps a task, but no future. CPython: asyncio.shield.
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
