#pragma once
// Checks events for everything that readers of a log rely on, so that snapshots, histories, records and the
// text timeline may trust it. docs/trace-format.md has the rules in words. An event costs at most O(log n),
// and memory is proportional to the number of events, whatever the input.

#include <array>
#include <compare>
#include <cstdint>
#include <map>
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

    /// Checks `e`, whose texts are in `l`, after all earlier events. Returns a sentence that says which rule
    /// it breaks, or an empty one. Don't call this again after an event has broken a rule.
    std::string next(const log& l, const event& e);
    /// Counts the next event, whose kind is unknown, and does nothing else.
    void skip() noexcept { ++number_; }

private:
    /// A callback in the ready queue.
    struct call {
        std::uint8_t kind;
        bool gone;  // it was removed from behind others
        std::uint32_t task;
        std::uint32_t number;
        std::uint64_t next_same;  // the place of the next callback with the same name; 0 for none
    };
    struct task_state {
        bool ended = false;
        bool running = false;
        bool awaits_several = false;  // it's suspended, and waits for a gather, several or a group
        std::uint64_t queued = 0;  // the place of the task's step or wakeup in the ready queue; 0 for none
    };
    struct thread_state {
        bool works = false;  // it's running a function
        bool sleeps = false;
    };
    struct resource_state {
        aio::resource_kind kind;
        bool dropped;
        std::uint32_t items;
        std::array<std::uint64_t, 4> bytes;  // of a stream: written, sent, received, read
    };
    /// What can be waiting or contained in something, and is named by numbers.
    enum class thing : std::uint8_t {
        timer,     // number: a timer that is set
        call,      // number: a call in the ready queue
        callback,  // kind, task, number: the places of the first and the last callback with this name
        wait,      // role, task, resource: the number of waits
        item,      // resource, number
    };
    struct name {
        thing what;
        std::uint8_t kind;
        std::uint32_t a, b;
        auto operator<=>(const name&) const = default;
    };
    struct places {
        std::uint64_t first, last;
    };

    bool check(const log& l, const event& e);
    bool check_fields(const log& l, const event& e);
    bool check_number(const field& f, const event& e);
    bool check_iteration();
    bool check_queued(const event& e);
    bool check_unqueued(const event& e);
    bool check_began(const event& e);
    bool check_ended();
    bool check_timer_set(const event& e);
    bool check_timer_over(const event& e);
    bool check_created(const event& e);
    bool check_cancel(const event& e);
    bool check_stepped(const event& e);
    bool check_left(const event& e);
    bool check_variables(const event& e);
    bool check_awaits(const event& e);
    bool check_subject(const event& e);
    bool check_made(const event& e);
    bool check_wait(const event& e);
    bool check_item(const event& e);
    bool check_bytes(const event& e);
    bool check_thread(const event& e);
    bool check_shared(const event& e);

    /// Stores the reason, which is the end of a sentence. Returns false.
    [[gnu::format(printf, 2, 3)]] bool broken(const char* format, ...);
    bool has_task(std::uint32_t task) const noexcept { return task != 0 && task <= tasks_.size(); }
    task_state& task(std::uint32_t task) noexcept { return tasks_[task - 1]; }
    bool waits(std::uint32_t number);
    places* find(const name& n);
    places& add(const name& n);
    bool remove(const name& n);
    call& at(std::uint64_t place) noexcept { return ready_[static_cast<std::size_t>(place - first_)]; }
    std::uint64_t place_of(const event& e);
    void take_out(std::uint64_t place);
    void skip_gone();

    std::size_t number_ = 0;    // of the event, from 1
    double time_ = -most_time;  // of the event before
    std::string reason_;        // how the event broke a rule
    bool iterates_ = false;     // an iteration has begun
    bool calls_ = false;        // a callback is running
    std::vector<task_state> tasks_;
    std::vector<std::uint32_t> running_;  // the running tasks, each started within the one before
    std::uint32_t suspended_ = 0;         // the task that the previous event suspended
    std::vector<call> ready_;
    std::size_t head_ = 0;     // how many callbacks at the front of ready_ are gone
    std::uint64_t first_ = 1;  // the place of the first callback in ready_
    std::vector<resource_state> resources_;
    std::vector<thread_state> threads_;
    std::uint32_t shared_ = 0;  // how many shared values there are
    std::map<name, places> there_;
};

}  // namespace trace
