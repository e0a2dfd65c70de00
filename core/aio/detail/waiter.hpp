#pragma once
// The future that the library's own coroutines wait for, when CPython's would make a bare future: it says
// what it's for.

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
    /// Ends the wait, if it hasn't ended yet.
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
