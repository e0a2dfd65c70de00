#pragma once
// What the library's own coroutines wait for where CPython's make a bare future: one that says what it is
// for.

#include "aio/future.hpp"

namespace aio::detail {

class waiter_state final : public future_state<void> {
public:
    waiter_state(core& c, wait_kind kind) noexcept : future_state(c), kind_(kind) {}
    void describe_wait(suspension& where) const override { where.kind = kind_; }

private:
    wait_kind kind_;
};

class waiter : public future<void> {
public:
    waiter(core& c, wait_kind kind) : waiter(new waiter_state(c, kind)) {}
    /// Ends the wait, where it has not ended yet.
    void release() const
    {
        if (!done()) {
            set_result();
        }
    }

private:
    explicit waiter(waiter_state* state) : future(ref<future_base>(state), state->value()) {}
};

}  // namespace aio::detail
