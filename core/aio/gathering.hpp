#pragma once
// The future that gather returns: done when all its children are, or as soon as one fails. Cancelling it
// cancels the children. CPython: asyncio.tasks._GatheringFuture.

#include <vector>

#include "aio/future.hpp"

namespace aio::detail {

class gathering final : public future_base {
public:
    /// Waits for `children`, in any order. With `return_exceptions` a child's exception or cancellation
    /// counts as its result; else the first one is the gathering's own.
    static ref<gathering> make(loop& l, std::vector<ref<future_base>> children,
                               bool return_exceptions);

    /// Cancels every child that is not done; the gathering itself ends when they have.
    bool cancel(std::string message = {}) override;
    void describe_wait(suspension& where) const override;

    const std::vector<ref<future_base>>& children() const noexcept { return children_; }

private:
    gathering(loop& l, std::vector<ref<future_base>> children, bool return_exceptions);
    void child_done(future_base& child);

    std::vector<ref<future_base>> children_;
    std::size_t finished_ = 0;
    bool return_exceptions_;
    bool cancel_requested_ = false;
};

}  // namespace aio::detail
