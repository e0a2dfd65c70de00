#pragma once
// What queues, locks, events and their like have in common: they are known to the observer by a number, and
// tasks wait at them in a line.

#include <cstdint>
#include <string_view>

#include "aio/task_base.hpp"

namespace aio::detail {

/// A thing that tasks share. It reports what happens to it; without an observer that costs a test.
class resource {
public:
    resource(resource_kind kind, double limit);
    resource(const resource&) = delete;
    resource& operator=(const resource&) = delete;

    std::uint32_t id() const noexcept { return id_; }

protected:
    ~resource();

    loop& get_loop() const noexcept { return *loop_; }
    void note_value(double value) const
    {
        if (observer* o = loop_->watcher()) {
            o->resource_value(id_, value);
        }
    }
    /// By the current task.
    void note_held(bool held) const
    {
        if (observer* o = loop_->watcher()) {
            o->resource_held(id_, loop_->current_task_id(), held);
        }
    }
    void note_item_put(std::uint32_t item, std::size_t place, std::string_view text) const
    {
        if (observer* o = loop_->watcher()) {
            o->item_put(id_, item, place, text);
        }
    }
    void note_item_got(std::uint32_t item) const
    {
        if (observer* o = loop_->watcher()) {
            o->item_got(id_, item);
        }
    }

private:
    friend class place_in_line;

    loop* loop_;
    std::uint32_t id_;
};

/// The future of one task that waits at a resource. It lives in the frame of the coroutine that waits: nobody
/// else owns it. Await it with `co_await place`.
class place_in_line final : public future_base {
public:
    place_in_line(resource& at, wait_role role);
    ~place_in_line() override;

    void describe_wait(suspension& where) const override;
    /// Ends the wait; the task goes on in its turn.
    void wake() { finish(state::finished); }

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
    std::uint32_t task_;
    wait_role role_;
};

/// A line of waiting tasks, first come first served: CPython's deque of futures.
class line {
public:
    bool empty() const noexcept { return first_ == nullptr; }
    place_in_line* first() const noexcept { return first_; }
    void push(place_in_line& place) noexcept;
    place_in_line* pop() noexcept;
    /// Takes `place` out, wherever it stands; nothing where it is not in a line.
    void remove(place_in_line& place) noexcept;

private:
    place_in_line* first_ = nullptr;
    place_in_line* last_ = nullptr;
};

}  // namespace aio::detail
