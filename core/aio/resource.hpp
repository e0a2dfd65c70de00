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
    explicit resource(part_of p) noexcept
        : loop_(p.whole.loop_), id_(p.whole.id_), is_part_(true)
    {
    }
    resource(const resource&) = delete;
    resource& operator=(const resource&) = delete;

    std::uint32_t id() const noexcept { return id_; }

protected:
    ~resource();

    loop& get_loop() const noexcept { return *loop_; }
    /// Who is to be told; null where nobody is.
    observer* watcher() const noexcept { return is_part_ ? nullptr : loop_->watcher(); }
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
            o->resource_held(id_, loop_->current_task_id(), held);
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

    loop* loop_;
    std::uint32_t id_;
    bool is_part_ = false;
};

/// The future of one task that waits at a resource. It lives in the frame of the coroutine that waits: nobody
/// else owns it. Await it with `co_await place`.
class place_in_line final : public future_base {
public:
    /// Goes to the end of `in`. Throws runtime_error where another loop runs than the resource's.
    place_in_line(resource& at, wait_role role, line& in);
    /// Leaves the line.
    ~place_in_line() override;

    void describe_wait(suspension& where) const override;
    /// Ends the wait; the task goes on in its turn.
    void wake() { finish(state::finished); }
    /// Goes out of the line, where it is still in it.
    void leave() noexcept;

    place_in_line* previous = nullptr;  ///< links for the line that it stands in
    place_in_line* following = nullptr;

    auto operator co_await() noexcept
    {
        class awaiter {
        public:
            explicit awaiter(place_in_line& place) noexcept : place_(place) {}
            bool await_ready() const noexcept { return undecided(place_.done()); }
            void await_suspend(std::coroutine_handle<>) { task_base::current().wait_for(place_); }
            void await_resume()
            {
                task_base::current().throw_if_cancelled();
                place_.check_result();
            }

        private:
            place_in_line& place_;
        };
        return awaiter(*this);
    }

private:
    resource& at_;
    line& line_;
    std::uint32_t task_;
    wait_role role_;
};

/// A line of waiting tasks, first come first served. Who was woken or cancelled may still stand in it, until
/// the task goes on. CPython: a deque of futures.
class line {
public:
    bool empty() const noexcept { return first_ == nullptr; }
    /// Whether somebody stands in it who was not cancelled.
    bool anyone() const noexcept;
    /// Wakes the first `most` who wait still, and lets them stand. Returns how many there were.
    std::size_t wake(std::size_t most);
    /// Wakes the one at the head, where it waits still.
    void wake_head();
    /// Takes out all up to the first who waits still, and wakes that one.
    void call_next();
    /// Takes out all, and wakes those who wait still.
    void call_all();

private:
    friend class place_in_line;

    void push(place_in_line& place) noexcept;
    place_in_line* pop() noexcept;
    void remove(place_in_line& place) noexcept;

    place_in_line* first_ = nullptr;
    place_in_line* last_ = nullptr;
};

}  // namespace aio::detail
