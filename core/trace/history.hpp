#pragma once
// A trace made ready to be looked at: the snapshot at any position, the boundaries between callbacks, what
// was printed, and for each task the stretches of time that it spent in each state. It follows a log and takes in what
// is new.

#include <limits>
#include <string>
#include <vector>

#include "trace/snapshot.hpp"

namespace trace {

/// A stretch of one task's time in one state. One that is not over yet ends at infinity.
struct segment {
    task_state state = task_state::ready;
    double from = 0;
    double to = std::numeric_limits<double>::infinity();
    std::size_t begin = 0;       ///< position at which it was entered
    std::size_t end = SIZE_MAX;  ///< position at which it was left
    aio::wait_kind waits = aio::wait_kind::turn;
    std::uint32_t subject = 0;                     ///< the task, timer or resource that it waits for
    aio::wait_role role = aio::wait_role::waiter;  ///< at a resource
    bool cancelled = false;                        ///< it ended because the task was cancelled
};

struct lane {
    std::uint32_t task = 0;
    std::uint32_t name = 0;      ///< text
    std::uint32_t function = 0;  ///< text: of the function that its coroutine was made by
    double created = 0;
    bool cancelling = false;  ///< cancel() was called since its last step
    std::vector<segment> segments;
};

/// A time in which one callback blocked the loop.
struct hold {
    double from = 0;
    double to = 0;
    std::uint32_t task = 0;
    std::size_t begin = 0;
};

/// The callbacks that run at one moment: time does not tell them apart, their order does.
struct instant {
    double time = 0;
    std::size_t first = 0;  ///< how many callbacks had run before it
    std::size_t count = 0;
};

/// A queue, a lock and so on that was made: what it is, and which of its kind, from 1.
struct known_resource {
    aio::resource_kind kind = aio::resource_kind::queue;
    std::uint32_t ordinal = 0;
};

struct output_line {
    double time = 0;
    std::uint32_t task = 0;
    std::size_t position = 0;  ///< after the event that wrote its newline
    std::string text;
};

/// What Python would say on stderr.
struct report_line {
    double time = 0;
    std::size_t position = 0;  ///< after its event
    std::uint32_t text = 0;    ///< text
};

class history {
public:
    explicit history(const log& from) : from_(&from) {}

    /// Takes in the events that were recorded since the last call, but at most `most` of them.
    void follow(std::size_t most = SIZE_MAX);

    const trace::log& events() const noexcept { return *from_; }
    /// The time at which it begins, in seconds.
    double start() const noexcept { return from_->empty() ? 0 : (*from_)[0].time; }
    /// How many events it has taken in.
    std::size_t size() const noexcept { return head_.position; }
    const snapshot& head() const noexcept { return head_; }

    /// The state after the first `position` events.
    snapshot at(std::size_t position) const;
    /// Makes `s`, a snapshot of this history, the state after the first `position` events.
    void move(snapshot& s, std::size_t position) const;
    /// How many events happened up to `time`.
    std::size_t position_at(double time) const;

    /// Positions between callbacks, in order: the first is before anything has run.
    const std::vector<std::size_t>& boundaries() const noexcept { return boundaries_; }
    /// The first boundary after `position`; `size()` where there is none.
    std::size_t boundary_after(std::size_t position) const;
    /// The last boundary before `position`; the first of all where there is none.
    std::size_t boundary_before(std::size_t position) const;
    /// Positions at which stepping stops: the boundaries, and within a callback each end of a blocking call.
    const std::vector<std::size_t>& stops() const noexcept { return stops_; }
    /// The first stop after `position`; `size()` if there is none.
    std::size_t stop_after(std::size_t position) const;
    /// The last stop before `position`; the first of all if there is none.
    std::size_t stop_before(std::size_t position) const;
    /// Whether a callback runs at `position`.
    bool within_callback(std::size_t position) const;
    /// The positions of the events with which callbacks began, in order.
    const std::vector<std::size_t>& begins() const noexcept { return begins_; }
    /// How many callbacks had run at `position`.
    std::size_t callbacks_at(std::size_t position) const;

    const std::vector<lane>& lanes() const noexcept { return lanes_; }
    const std::vector<hold>& holds() const noexcept { return holds_; }
    const std::vector<instant>& instants() const noexcept { return instants_; }
    /// By id, from 1: those that were dropped too.
    const std::vector<known_resource>& resources() const noexcept { return resources_; }
    const std::vector<output_line>& output() const noexcept { return output_; }
    /// Whether a task was suspended in a coroutine that another one awaits.
    bool has_chains() const noexcept { return has_chains_; }
    const std::vector<report_line>& reports() const noexcept { return reports_; }
    /// How many lines had been printed at `position`.
    std::size_t lines_at(std::size_t position) const;

private:
    void take(const event& e);
    void follow_lane(const event& e);
    void follow_output(const event& e);
    void follow_resources(const event& e);

    static constexpr std::size_t keyframe_distance = 512;

    const log* from_;
    snapshot head_;
    std::vector<snapshot> keyframes_;  // at multiples of keyframe_distance, from 0
    std::vector<std::size_t> boundaries_;
    std::vector<std::size_t> stops_;
    std::vector<std::size_t> begins_;
    std::vector<lane> lanes_;  // by task id, from 1
    std::vector<hold> holds_;
    std::vector<instant> instants_;
    std::vector<known_resource> resources_;
    std::vector<output_line> output_;
    std::vector<report_line> reports_;
    std::string partial_;
    bool has_chains_ = false;
};

}  // namespace trace
