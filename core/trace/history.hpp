#pragma once
// A trace prepared for viewing: the snapshot at any position, the boundaries between callbacks, the printed
// lines, and for each task the stretches of time that it spent in each state. It follows a log and takes in
// new events.

#include <array>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "trace/snapshot.hpp"

namespace trace {

/// A stretch of a task's time in one state. An unfinished one ends at infinity.
struct segment {
    double from = 0;
    double to = std::numeric_limits<double>::infinity();
    std::size_t begin = 0;       ///< position at which the state was entered
    std::size_t end = SIZE_MAX;  ///< position at which the state was left
    std::uint32_t subject = 0;   ///< the task, timer or resource that it waits for
    task_state state = task_state::ready;
    aio::wait_kind waits = aio::wait_kind::turn;
    aio::wait_role role = aio::wait_role::waiter;  ///< at the resource, if it waits for one
    bool cancelled = false;                        ///< it ended because the task was cancelled
};

/// One of several things that a task waits for: by a gather, a wait() or a group.
struct part {
    std::size_t position = 0;   ///< of the event that tells it
    std::uint32_t subject = 0;  ///< a task or a resource; 0 for something without a number
    std::uint32_t more = 0;     ///< how many others follow that aren't told
    aio::wait_kind is = aio::wait_kind::other;
};

struct lane {
    std::uint32_t task = 0;
    std::uint32_t name = 0;      ///< text
    std::uint32_t function = 0;  ///< text: the coroutine function of the task
    double created = 0;
    bool cancelling = false;  ///< cancel() was called since its last step
    std::vector<segment> segments;
    std::vector<part> parts;  ///< of all its waits, in order

    /// The parts of the wait in this segment that were told before `position`.
    std::span<const part> parts_of(const segment& s, std::size_t position = SIZE_MAX) const noexcept;
    /// The same for the wait in which the task is at `position`; empty if it isn't in one.
    std::span<const part> parts_at(std::size_t position) const noexcept;
    /// The index of the first segment that ends at `time` or later; the number of segments if there's none.
    std::size_t find(double time) const noexcept;
};

/// A function call in a thread.
struct job {
    std::uint32_t function = 0;   ///< text
    std::uint32_t task = 0;       ///< the task that submitted it; 0 for none
    std::uint32_t error = 0;      ///< text: the exception's type, if it failed
    std::size_t first = 0;        ///< index of its first segment in the thread's lane
    std::size_t last = SIZE_MAX;  ///< index after its last segment; SIZE_MAX while it runs
    bool failed = false;
};

/// What a thread did. In its lane, a job runs and sleeps, and ends with a segment of no length if it failed.
struct thread_lane {
    std::uint32_t thread = 0;
    double started = 0;
    std::size_t begin = 0;  ///< position at which it was started
    lane of;                ///< has the thread's name, and task 0
    std::vector<job> jobs;

    /// The job that this segment of the lane belongs to.
    const job& job_of(const segment& s) const noexcept;
    /// When a job began and ended; the end is infinity while the job runs.
    double begin_of(const job& j) const noexcept { return of.segments[j.first].from; }
    double end_of(const job& j) const noexcept { return last_of(j).to; }
    const segment& last_of(const job& j) const noexcept;
};

/// A stretch of time in which one callback blocked the loop, from the callback's beginning to its end. If the
/// callback still runs, it ends at the last event.
struct hold {
    double from = 0;
    double to = 0;
    std::uint32_t task = 0;  ///< the task that blocked; 0 for none
    std::size_t begin = 0;   ///< position at which the callback began
    std::size_t end = 0;     ///< position at which it ended
};

/// The callbacks that run at one moment. They differ in their order, not in their time.
struct instant {
    double time = 0;
    std::size_t first = 0;  ///< the number of callbacks that ran before it
    std::size_t count = 0;
};

/// A queue, a lock and so on that was made: its kind, and its number within that kind, from 1.
struct known_resource {
    aio::resource_kind kind = aio::resource_kind::queue;
    std::uint32_t ordinal = 0;
    std::size_t done = SIZE_MAX;  ///< of a future: position at which it got its result, an exception or was cancelled
};

struct output_line {
    double time = 0;
    std::uint32_t task = 0;
    std::size_t position = 0;  ///< after the event that wrote its newline
    std::string text;
};

/// What Python would write to stderr.
struct report_line {
    double time = 0;
    std::size_t position = 0;  ///< after its event
    std::uint32_t text = 0;    ///< text
};

/// What a value that tasks share became.
struct shared_change {
    double time = 0;
    std::size_t position = 0;  ///< of its event
    std::uint32_t value = 0;   ///< text
    std::uint32_t task = 0;    ///< the task in whose step it changed; 0 for none
};

/// A value that tasks share, and what it was, in order.
struct shared_value {
    std::uint32_t name = 0;  ///< text
    std::vector<shared_change> changes;
};

class history {
public:
    explicit history(const log& from) : from_(&from) {}

    /// Takes in events recorded since the last call, at most `most` of them.
    void follow(std::size_t most = SIZE_MAX);

    const trace::log& events() const noexcept { return *from_; }
    /// The time of the first event, in seconds.
    double start() const noexcept { return from_->empty() ? 0 : (*from_)[0].time; }
    /// The number of events taken in so far.
    std::size_t size() const noexcept { return head_.position; }
    const snapshot& head() const noexcept { return head_; }

    /// The state after the first `position` events.
    snapshot at(std::size_t position) const;
    /// Turns `s`, a snapshot of this history, into the state after the first `position` events. Continues
    /// from where `s` is if that's less work, so playing forward costs only the events passed.
    void move(snapshot& s, std::size_t position) const;
    /// The number of entries in all keyframes together: at most half the number of events, plus those of one
    /// snapshot.
    std::size_t kept_entries() const noexcept { return kept_entries_; }
    /// The number of events up to `time`.
    std::size_t position_at(double time) const;

    /// Positions between callbacks, in order. The first is before anything has run.
    const std::vector<std::size_t>& boundaries() const noexcept { return boundaries_; }
    /// The first boundary after `position`; `size()` if there's none.
    std::size_t boundary_after(std::size_t position) const;
    /// The last boundary before `position`; the first of all if there's none.
    std::size_t boundary_before(std::size_t position) const;
    /// Positions at which stepping stops. A callback has two halves: the loop has taken it (the task that it
    /// resumes runs), and it has returned, which is a boundary. Within one that blocks there's also a stop
    /// after each print and each blocking call. Between two there's one after each thing that the reader did to a
    /// task, with what followed from it at once.
    const std::vector<std::size_t>& stops() const noexcept { return stops_; }
    /// The first stop after `position`; `size()` if there is none.
    std::size_t stop_after(std::size_t position) const;
    /// The last stop before `position`; the first of all if there is none.
    std::size_t stop_before(std::size_t position) const;
    /// Whether a callback runs at `position`.
    bool within_callback(std::size_t position) const;
    /// The positions of the `callback_began` events, in order.
    const std::vector<std::size_t>& begins() const noexcept { return begins_; }
    /// The number of callbacks that had ended at `position`.
    std::size_t callbacks_at(std::size_t position) const;

    const std::vector<lane>& lanes() const noexcept { return lanes_; }
    /// A bit for each task_state that a task has had for some time, or that it ended in; `running` counts if
    /// a task ran at all.
    std::uint32_t states() const noexcept { return states_; }
    /// By thread, from 1.
    const std::vector<thread_lane>& threads() const noexcept { return threads_; }
    /// The callbacks that took as long as the log's `hold_threshold` or longer, in order: no two overlap.
    const std::vector<hold>& holds() const noexcept { return holds_; }
    /// The hold at `time`, or null.
    const hold* hold_at(double time) const noexcept;
    const std::vector<instant>& instants() const noexcept { return instants_; }
    /// By id, from 1, including dropped resources.
    const std::vector<known_resource>& resources() const noexcept { return resources_; }
    /// Whether this task has ended before `position`, or this future is done. Nothing else ever is.
    bool is_done(const part& p, std::size_t position) const noexcept;
    /// The number of resources of that kind that were made.
    std::uint32_t resources_of(aio::resource_kind kind) const noexcept
    {
        return made_[static_cast<std::size_t>(kind)];
    }
    const std::vector<output_line>& output() const noexcept { return output_; }
    /// The end of the output, if its newline is missing; its text is empty otherwise.
    const output_line& unfinished() const noexcept { return unfinished_; }
    /// Whether a task was ever suspended in a coroutine that another coroutine awaits, or awaited another task.
    bool has_chains() const noexcept { return has_chains_; }
    /// Whether the variables of suspended coroutines were recorded.
    bool has_variables() const noexcept { return has_variables_; }
    const std::vector<report_line>& reports() const noexcept { return reports_; }
    /// The positions of the `intervened` events, in order.
    const std::vector<std::size_t>& interventions() const noexcept { return interventions_; }
    /// In the order in which they appeared.
    const std::vector<shared_value>& shared() const noexcept { return shared_; }
    /// The number of lines printed at `position`.
    std::size_t lines_at(std::size_t position) const;
    /// The same, including the unfinished line at the end of the log.
    std::size_t shown_lines_at(std::size_t position) const;
    const output_line& shown_line(std::size_t i) const noexcept
    {
        return i < output_.size() ? output_[i] : unfinished_;
    }

private:
    /// A stored snapshot. The larger it is, the further away the next one.
    struct keyframe {
        snapshot state;
        std::size_t entries = 0;
    };

    static constexpr std::size_t resource_kinds = static_cast<std::size_t>(aio::resource_kind::stream) + 1;

    void take(const event& e);
    void keep();
    const keyframe& keyframe_before(std::size_t position) const noexcept;
    void fold(snapshot& s, std::size_t position) const;
    void follow_stops(const event& e);
    void follow_lane(const event& e);
    void follow_thread(const event& e);
    void follow_holds(const event& e);
    void follow_output(const event& e);
    void follow_resources(const event& e);

    const log* from_;
    snapshot head_;
    std::vector<keyframe> keyframes_;  // by position: the first is at 0
    std::size_t next_keyframe_ = 0;    // the position of the next one
    std::size_t kept_entries_ = 0;
    std::vector<std::size_t> boundaries_;
    std::vector<std::size_t> stops_;
    std::vector<std::size_t> printed_;  // positions after the prints of a callback that hasn't blocked so far
    bool taken_ = false;                // the last event began a callback
    bool blocks_ = false;               // that callback has blocked
    bool intervened_ = false;           // what follows from what was done to a task isn't over
    std::vector<std::size_t> begins_;
    std::vector<lane> lanes_;  // by task id, from 1
    std::uint32_t states_ = 0;
    std::vector<thread_lane> threads_;
    std::vector<hold> holds_;
    std::size_t callback_begin_ = 0;  // position at which the last callback began
    std::uint32_t blocker_ = 0;       // the first task that blocked in it
    std::vector<instant> instants_;
    std::vector<known_resource> resources_;
    std::array<std::uint32_t, resource_kinds> made_{};  // how many resources, by kind
    std::vector<output_line> output_;
    std::vector<report_line> reports_;
    std::vector<std::size_t> interventions_;
    std::vector<shared_value> shared_;
    output_line unfinished_;  ///< with the position of the last printed piece
    bool has_chains_ = false;
    bool has_variables_ = false;
};

}  // namespace trace
