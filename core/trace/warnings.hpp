#pragma once
// Mistakes that a log shows, derived from the log alone: the same for lessons, recordings and a reader's own
// program. What counts is said here and at the rules, each in a file of its own: cancellations, queue_use,
// lock_use and circles. A rule would rather miss a mistake than give a false alarm.

#include <vector>

#include "trace/cancellations.hpp"
#include "trace/history.hpp"
#include "trace/lock_use.hpp"
#include "trace/queue_use.hpp"
#include "trace/warning.hpp"

namespace trace {

/// The warnings of a history. It follows the history and takes in new events. What it keeps is in proportion
/// to the tasks and resources, not to the events.
class warnings {
public:
    explicit warnings(const history& of) : of_(&of) {}

    /// Takes in the events that the history has taken in since the last call.
    void follow();

    /// In the order in which they were found, at most `most_kept`.
    const std::vector<warning>& all() const noexcept { return all_; }
    /// How often there was one at yet another place.
    std::size_t left_out() const noexcept { return left_out_; }

    /// More than anybody reads; each is of a place in the program, so even a long run has few.
    static constexpr std::size_t most_kept = 100;
    /// Turns that a task takes at one moment of a virtual clock, while timers are set: the clock can't move,
    /// so whatever the task waits for by sleep(0) won't come. A loop that hands over now and then during a
    /// calculation takes fewer.
    static constexpr std::uint32_t many_turns = 10'000;
    /// Events in one callback. An ordinary one has fewer than a hundred; one that fills a queue at once, a
    /// few thousand.
    static constexpr std::size_t many_events = 100'000;

private:
    struct known_task {
        double time = 0;          // the moment at which it
        std::uint32_t turns = 0;  // how many turns it took
        std::uint32_t held = 0;   // locks and permits
        bool awaited = false;     // by another task, at some time
    };

    void take(const event& e);
    void take_held(const event& e);
    void take_turn(const event& e);
    void take_wait(const event& e);
    void take_part(const event& e);
    void take_report(const event& e);
    void take_failure(const event& e);
    void take_deadlock(const event& e);
    void destroyed(const event& e);
    void never_yields(std::uint32_t task, std::uint32_t amount);
    void add(warning w);

    const history* of_;
    snapshot state_;
    std::vector<warning> all_;
    std::vector<warning> found_;  // by the rules, for the event that is taken in
    std::size_t left_out_ = 0;
    cancellations cancellations_;
    queue_use queues_;
    lock_use locks_;
    warning hold_;                        // the one that may be coming; its time is the callback's
    std::size_t callback_ = 0;            // the position after its first event
    std::vector<known_task> tasks_;       // by id, from 1
    std::vector<std::uint32_t> unasked_;  // failed tasks that no task has awaited
    bool told_destroyed_ = false;         // and the report about it comes next
};

}  // namespace trace
