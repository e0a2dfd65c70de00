#pragma once
// What queues, locks, events and their like have in common: they are known to the observer by a number, and
// tasks wait at them in a line.

#include <cstdint>
#include <string_view>

#include "aio/task_base.hpp"

namespace aio::detail {

class line;
class resource;

/// Says that a resource is inside another one, as a barrier's lock is.
struct part_of {
    const resource& whole;
};

/// A thing that tasks share. It reports what happens to it; without an observer that costs a test.
class resource {
public:
    /// Belongs to the running loop.
    resource(resource_kind kind, double limit);
    /// Has no number of its own: who waits here is reported as waiting at the whole, and nothing else is.
    explicit resource(part_of p) noexcept : core_(p.whole.core_), id_(p.whole.id_), is_part_(true) {}
    resource(const resource&) = delete;
    resource& operator=(const resource&) = delete;

    std::uint32_t id() const noexcept { return id_; }

protected:
    ~resource();

    detail::core& get_core() const noexcept { return *core_; }
    /// Who is to be told; null where nobody is.
    observer* watcher() const noexcept { return is_part_ ? nullptr : core_->watcher(); }
    void note_value(double value) const
    {
        if (observer* o = watcher()) {
            o->resource_value(id_, value);
        }
    }
    void note_closed(bool closed) const
    {
        if (observer* o = watcher()) {
            o->resource_closed(id_, closed);
        }
    }
    /// By the current task.
    void note_held(bool held) const
    {
        if (observer* o = watcher()) {
            o->resource_held(id_, core_->current_task_id(), held);
        }
    }
    void note_item_got(std::uint32_t item) const
    {
        if (observer* o = watcher()) {
            o->item_got(id_, item);
        }
    }

private:
    friend class place_in_line;

    [[noreturn]] static void throw_other_loop();

    const ref<detail::core> core_;
    std::uint32_t id_;
    bool is_part_ = false;
};

class place_in_line;

/// A line of waiting tasks, first come first served. A task that was woken or cancelled may still be in it, until
/// the task goes on. CPython: a deque of futures.
class line {
public:
    /// Whether a task waits in it that was not cancelled.
    bool anyone() const noexcept { return !places_.empty() && has_uncancelled(); }
    /// Wakes the first `most` that still wait, and leaves them in the line. Returns how many there were.
    std::size_t wake(std::size_t most);
    /// Wakes the one at the head, if it still waits.
    void wake_head();
    /// Takes out all up to the first who waits still, and wakes that one.
    void call_next()
    {
        if (!places_.empty()) {
            call_somebody();
        }
    }
    /// Takes out all, and wakes those who wait still.
    void call_all();

private:
    friend class place_in_line;

    bool has_uncancelled() const noexcept;
    void call_somebody();

    list<place_in_line> places_;
};

/// The future of one task that waits at a resource. It lives where the task awaits it, and nobody else owns
/// it.
class place_in_line : public future_base, public linked<place_in_line> {
public:
    /// Goes to the end of `in`. Throws runtime_error where another loop runs than the resource's.
    place_in_line(resource& at, wait_role role, line& in)
        : future_base(at.get_core()), at_(at), line_(in), role_(role)
    {
        if (&core::running() != &get_core()) {
            resource::throw_other_loop();
        }
        join();
    }
    /// Leaves the line.
    ~place_in_line() override
    {
        leave();
        if (get_core().watcher()) {
            note_end();
        }
    }

    /// It was woken, and not cancelled before.
    bool woken() const noexcept { return done() && !cancelled(); }
    /// Ends the wait; the task goes on in its turn.
    void wake() { finish(state::finished); }
    /// Goes out of the line, if it's still in it.
    void leave() noexcept { line_.places_.remove(*this); }
    void describe_wait(suspension& where) const override;

protected:
    resource& at() const noexcept { return at_; }
    /// Waits once more, at the end of the line. Not while it is in it.
    void join_again()
    {
        make_pending();
        if (get_core().watcher()) {
            note_end();
        }
        join();
    }

private:
    friend class line;

    void join()
    {
        line_.places_.push_back(*this);
        if (get_core().watcher()) {
            note_begin();
        }
    }
    void note_begin();
    void note_end() noexcept;

    resource& at_;
    line& line_;
    std::uint32_t task_ = 0;  // where somebody watches
    wait_role role_;
};

}  // namespace aio::detail
