#pragma once
// The common base of queues, locks, events and so on: the observer knows them by number, and tasks wait in
// line for them.

#include <cstdint>
#include <string_view>

#include "aio/task_base.hpp"

namespace aio::detail {

class line;
class resource;

/// Marks a resource as a part of another one, as a barrier's lock is.
struct part_of {
    const resource& whole;
};

/// An object that tasks share. It reports its changes to the observer; without one that costs a test.
class resource {
public:
    /// Belongs to the running loop. Throws runtime_error if there is none.
    resource(resource_kind kind, double limit);
    /// Has no number of its own: waits are reported as waits at the whole, and nothing else is reported.
    explicit resource(part_of p) noexcept : core_(p.whole.core_), id_(p.whole.id_), is_part_(true) {}
    resource(const resource&) = delete;
    resource& operator=(const resource&) = delete;

    std::uint32_t id() const noexcept { return id_; }

protected:
    ~resource();

    detail::core& get_core() const noexcept { return *core_; }
    /// The observer; null if there is nothing to report to.
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
    /// Reports the current task as the holder.
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

/// A line of waiting tasks, first come, first served. A task that was woken or cancelled may still be in it
/// until it resumes. CPython: a deque of futures.
class line {
public:
    /// True if a task that hasn't been cancelled is in line.
    bool anyone() const noexcept { return !places_.empty() && has_uncancelled(); }
    /// Wakes the first `most` that still wait, and leaves them in line. Returns how many it woke.
    std::size_t wake(std::size_t most);
    /// Wakes the task at the head, if it still waits.
    void wake_head();
    /// Removes tasks up to and including the first that still waits, and wakes that one.
    void call_next()
    {
        if (!places_.empty()) {
            call_somebody();
        }
    }
    /// Removes all tasks, and wakes those that still wait.
    void call_all();

private:
    friend class place_in_line;

    bool has_uncancelled() const noexcept;
    void call_somebody();

    list<place_in_line> places_;
};

/// The future of one task that waits at a resource. It lives in the awaiter, which is its only owner.
class place_in_line : public future_base, public linked<place_in_line> {
public:
    /// Joins the end of `in`. Throws runtime_error if the running loop isn't the resource's.
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

    /// True if it was woken, and not cancelled before.
    bool woken() const noexcept { return done() && !cancelled(); }
    /// Ends the wait; the task resumes in its turn.
    void wake() { finish(state::finished); }
    /// Leaves the line, if it's still in it.
    void leave() noexcept { line_.places_.remove(*this); }
    void describe_wait(suspension& where) const override;

protected:
    resource& at() const noexcept { return at_; }
    /// Waits once more, at the end of the line. Must not be in the line.
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
    std::uint32_t task_ = 0;  // set if there is an observer
    wait_role role_;
};

}  // namespace aio::detail
