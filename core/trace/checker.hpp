#pragma once
// Tests events for everything that readers of a log rely on: snapshots, histories, records and the text
// timeline may then trust it. docs/trace-format.md has the rules in words. An event costs O(log n) at the
// most, and the memory is in proportion to the events, whatever they say.

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "aio/observer.hpp"
#include "trace/log.hpp"
#include "trace/schema.hpp"

namespace trace {

class checker {
public:
    static constexpr double most_time = 1e12;          ///< seconds from 0: about 30,000 years
    static constexpr double most_amount = 2147483648;  ///< a resource's limit or value

    /// The sentence that says how `e`, whose texts are in `l`, breaks a rule, after the events that came
    /// before; or nothing. Once an event has broken one, nothing is to be asked any more.
    std::string next(const log& l, const event& e);
    /// The next event is of a kind that is not known: it counts, and nothing else.
    void skip() noexcept { ++number_; }

private:
    using reason = std::string;  // as the end of a sentence; empty for none

    /// A callback in the ready queue.
    struct call {
        aio::callback_kind kind;
        std::uint32_t task;
        std::uint32_t number;
        bool gone = false;
        std::uint64_t next_same = 0;  // the next callback that says the same, by its place; 0 for none
    };
    struct task_state {
        bool ended = false;
        bool running = false;
        std::uint64_t queued = 0;  // the place of its step or wakeup in the ready queue, from 1; 0 for none
    };
    struct resource_state {
        aio::resource_kind kind;
        bool dropped = false;
        std::uint32_t items = 0;
    };
    /// Three numbers that name something together.
    struct name {
        std::uint32_t a, b, c;
        auto operator<=>(const name&) const = default;
    };
    /// The places of the callbacks that say the same.
    struct range {
        std::uint64_t first, last;
    };

    reason check(const log& l, const event& e);
    reason check_fields(const log& l, const event& e) const;
    reason check_iteration();
    reason check_queued(const event& e);
    reason check_unqueued(const event& e);
    reason check_began(const event& e);
    reason check_ended();
    reason check_timer_set(const event& e);
    reason check_timer_over(const event& e);
    reason check_created(const event& e);
    reason check_cancel(const event& e) const;
    reason check_stepped(const event& e);
    reason check_left(const event& e);
    reason check_subject(const event& e) const;
    reason check_made(const event& e);
    reason check_wait(const event& e);
    reason check_item(const event& e);

    bool has_task(std::uint32_t task) const noexcept { return task != 0 && task <= tasks_.size(); }
    task_state& task(std::uint32_t task) noexcept { return tasks_[task - 1]; }
    call& at(std::uint64_t place) noexcept { return ready_[static_cast<std::size_t>(place - first_)]; }
    void take_out(std::uint64_t place);
    std::uint64_t place_of(const event& e);

    std::size_t number_ = 0;    // of the event, from 1
    double time_ = -most_time;  // of the event before
    bool iterates_ = false;     // an iteration has begun
    bool calls_ = false;        // a callback runs
    std::vector<task_state> tasks_;
    std::vector<std::uint32_t> running_;  // the tasks that run, each within the one before
    std::deque<call> ready_;
    std::uint64_t first_ = 1;         // the place of the first of ready_
    std::map<name, range> same_;      // of the callbacks that are no task's step or wakeup
    std::set<std::uint32_t> timers_;  // that are set
    std::set<std::uint32_t> calls_queued_;
    std::vector<resource_state> resources_;
    std::map<name, std::uint32_t> waits_;  // resource, task and role: how many
    std::set<name> items_;                 // resource and item
};

}  // namespace trace
