#pragma once
// An event: a flag that tasks wait for. CPython: asyncio.Event.

#include <optional>

#include "aio/detail/operation.hpp"
#include "aio/detail/resource.hpp"

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
        using place = place_in_line;
        static constexpr bool is_gate = false;
        void make_place(std::optional<place>& in) const
        {
            in.emplace(*self, wait_role::waiter, self->waiters_);
        }
        bool ready() const noexcept { return self->set_; }
        bool done(bool) const noexcept { return true; }
        void gave_up(bool) const noexcept {}
    };

private:
    bool set_ = false;
    line waiters_;
};

}  // namespace detail

/// A handle to an event, which isn't set at first; copies are the same event.
class event {
public:
    /// Makes an event of the running loop. Throws runtime_error if no loop is running. A task of another loop
    /// can't wait for it: it gets a runtime_error.
    event() : state_(new detail::event_state) {}

    bool is_set() const noexcept { return state_->is_set(); }
    /// Sets the flag and wakes all waiters. They resume even if the flag is cleared before their turn.
    /// CPython: Event.set.
    void set() const { state_->set(); }
    /// Clears the flag, so that later calls of wait() suspend again. CPython: Event.clear.
    void clear() const { state_->clear(); }
    /// Awaits to true once the flag is set. Doesn't suspend if it's already set. set() wakes all waiters;
    /// callbacks resume them in the order in which they came. CPython: Event.wait.
    auto wait() const noexcept { return detail::operation<detail::event_state::waiting>({state_}); }

private:
    detail::ref<detail::event_state> state_;
};

}  // namespace aio
