#pragma once
// Queues that only grow, and join() calls that can't return.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "trace/snapshot.hpp"
#include "trace/warning.hpp"

namespace trace {

/// A queue only grows if it has no maxsize and gets to `many_items`, and since it last had a quarter of that
/// it was filled at `many_moments` different moments or more, by tasks that don't also take from it, a fifth
/// more often than it was emptied. Nobody is said to be too slow who hasn't begun: either items were taken
/// meanwhile, as many as there were moments, or nothing was ever taken of `neglected` items. So it doesn't
/// count if all the work is put in at the beginning, if it's taken out at once from time to time, or if the
/// workers themselves find more work.
///
/// A join() can't return if, for as much as the queue was ever used, no task is left to call task_done(): the
/// queue is empty, each task that has taken an item and not marked it as done has failed, was cancelled, or
/// waits for another item without a time limit, and each task that has put one has ended or waits here too.
/// Not if items are handed on: if someone marks the items of others, or if a task that hasn't marked any
/// itself makes tasks, puts items elsewhere, or sets events or futures. It's only said once the clock has
/// moved: a task group cancels the join() at the same moment. And when nothing can run any more, no join()
/// returns.
class queue_use {
public:
    static constexpr std::size_t many_items = 50;
    static constexpr std::uint32_t many_moments = 10;
    static constexpr std::size_t neglected = 500;

    void take(const snapshot& now, const event& e, std::vector<warning>& found);
    /// Nothing can run any more: adds a warning for each queue that a task still joins, if there's one.
    bool take_end(const snapshot& now, std::vector<warning>& found);

private:
    /// How it has grown since it was last short.
    struct growth {
        double since = 0;
        std::size_t position = 0;
        std::uint32_t puts = 0;
        std::uint32_t gets = 0;
        std::uint32_t moments = 0;  // at which there was a put
        double last_put = 0;
        bool told = false;
    };
    /// By resource, from 1.
    struct use {
        bool is_queue = false;
        growth grows;
        bool was_taken_from = false;
        bool by_nobody = false;              // callbacks put, take or mark items: it isn't known who does
        bool marks_others = false;           // a task marks items that others have taken
        bool told = false;                   // that it can't be joined
        std::optional<warning> suspect;      // what will be told if that's still so once the clock has moved
        std::vector<std::uint32_t> putters;  // in order
        std::vector<std::uint32_t> takers;   // in order
        std::vector<std::uint32_t> markers;  // in order: tasks that mark their own items
        std::vector<std::pair<std::uint32_t, std::uint32_t>>
            in_hand;  // by task, in order: items not yet marked
    };

    void put(const snapshot& now, const event& e, use& u, std::vector<warning>& found);
    static void got(const event& e, use& u);
    static void marked(const event& e, use& u);
    bool cannot_return(const snapshot& now, std::uint32_t resource) const;
    std::optional<warning> warning_of(const snapshot& now, std::uint32_t resource) const;
    void look(const snapshot& now, std::uint32_t resource);
    void confirm(const snapshot& now, std::vector<warning>& found);

    void hand_on(const snapshot& now, const event& e);

    std::vector<use> uses_;
    std::vector<bool> hands_on_;           // by task, from 1: it may have given others something to do
    std::vector<std::uint32_t> joined_;    // the queues that tasks join
    std::vector<std::uint32_t> suspects_;  // the queues of which that may have to be told
};

}  // namespace trace
