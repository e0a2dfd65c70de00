#pragma once
// The future that the library's own coroutines wait for, when CPython's would make a bare future: it says
// what it's for.

#include "aio/future.hpp"

namespace aio::detail {

/// What knows the futures for which a waiter waits. It's asked only while a task waits there.
class composite {
public:
    virtual void list_parts(std::vector<future_base*>& into) const = 0;

protected:
    ~composite() = default;
};

class waiter_state final : public future_state<void> {
public:
    waiter_state(core& c, wait_kind kind, const composite* whole) noexcept
        : future_state(c), whole_(whole), kind_(kind)
    {}
    void describe_wait(suspension& where) const override { where.kind = kind_; }
    void list_parts(std::vector<future_base*>& into) const override
    {
        if (whole_) {
            whole_->list_parts(into);
        }
    }

private:
    const composite* whole_;
    wait_kind kind_;
};

class waiter : public future<void> {
public:
    /// `whole`, if there's one, lives for as long as a task waits.
    waiter(core& c, wait_kind kind, const composite* whole = nullptr)
        : waiter(new waiter_state(c, kind, whole))
    {}
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
