#pragma once
// The future that gather returns: done when all its children are, or as soon as one fails. Cancelling it
// cancels the children. CPython: asyncio.tasks._GatheringFuture.

#include <vector>

#include "aio/future.hpp"

namespace aio::detail {

class gathering : public future_base {
public:
    /// Waits for `children`. With `return_exceptions`, a child's exception or cancellation counts as its
    /// result; without, the first one becomes the gathering's own exception.
    static ref<gathering> make(core& c, std::vector<ref<future_base>> children, bool return_exceptions);

    /// Cancels every child that isn't done; the gathering ends when they have.
    bool cancel(std::optional<std::string> message = {}) override;
    void describe_wait(suspension& where) const override;
    void list_parts(std::vector<future_base*>& into) const override;

protected:
    gathering(core& c, std::vector<ref<future_base>> children, bool return_exceptions);
    ~gathering() override;

    /// Starts listening to the children; those that are already done count at once.
    void begin();

private:
    class listener;

    /// All children are done: combines their results.
    virtual void collect() {}
    void child_done(future_base& child);

    std::vector<ref<future_base>> children_;  // in the order of the results; may contain duplicates
    std::size_t left_ = 0;                    // how many aren't done, without duplicates
    bool return_exceptions_;
    bool cancel_requested_ = false;
};

/// A gathering whose result is the return value of `read`, called when all children are done.
template <class Result, class Read>
class gathering_of final : public gathering {
public:
    static future<Result> make(core& c, std::vector<ref<future_base>> children, bool return_exceptions,
                               Read read)
    {
        const ref<gathering_of> self(
            new gathering_of(c, std::move(children), return_exceptions, std::move(read)));
        self->begin();
        return future<Result>(self, self->value_);
    }

private:
    gathering_of(core& c, std::vector<ref<future_base>> children, bool return_exceptions, Read read)
        : gathering(c, std::move(children), return_exceptions), read_(std::move(read))
    {}
    void collect() override { value_.emplace(read_()); }

    Read read_;
    slot<Result> value_;
};

}  // namespace aio::detail
