#pragma once
// An event: a flag that tasks wait for. CPython: asyncio.Event.

#include "aio/detail/operation.hpp"
#include "aio/resource.hpp"

namespace aio {

namespace detail {

class event_state final : public counted, public resource {
public:
    event_state() : resource(resource_kind::event, 0) {}

    bool is_set() const noexcept { return set_; }
    void set();
    void clear();

    struct waiting {
        static constexpr const char* name = "Event.wait";
        ref<event_state> self;
        bool ready() const noexcept { return self->set_; }
        coro<void> wait() const { return self->wait(hidden{}); }
        bool done(bool) const noexcept { return true; }
    };

private:
    coro<void> wait(hidden);

    bool set_ = false;
    line waiters_;
};

}  // namespace detail

/// A handle to an event, not set at first; copies are the same event.
class event {
public:
    /// An event of the running loop.
    event() : state_(new detail::event_state) {}

    bool is_set() const noexcept { return state_->is_set(); }
    /// Sets the flag and wakes all who wait for it. They go on even if it is cleared before their turn.
    /// CPython: Event.set.
    void set() const { state_->set(); }
    void clear() const { state_->clear(); }
    /// Suspends until the flag is set: `true`. Does not suspend when it is. CPython: Event.wait.
    auto wait() const noexcept
    {
        return detail::operation<detail::event_state::waiting>({state_});
    }

private:
    detail::ref<detail::event_state> state_;
};

}  // namespace aio
