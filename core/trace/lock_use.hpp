#pragma once
// Locks that a task holds while it waits for something else, and others wait for the lock.

#include <vector>

#include "trace/snapshot.hpp"
#include "trace/two_ended.hpp"
#include "trace/warning.hpp"

namespace trace {

/// What counts is a stretch of more than `long_wait` seconds in which one task held the lock all the time,
/// others waited for it all the time, and at whose end the holder itself was suspended. Not if it waited for
/// another lock then: the one to blame is that lock's holder. A semaphore is meant to be held, and doesn't
/// count.
class lock_use {
public:
    /// Seconds. Longer than most answers from a network take; a shorter wait is often what the lock is for.
    static constexpr double long_wait = 5;

    void take(const snapshot& now, const event& e, std::vector<warning>& found);

private:
    struct stretch {
        std::uint32_t resource = 0;
        std::uint32_t holder = 0;
        std::uint32_t number = 0;
        double since = 0;
        std::size_t position = 0;
    };
    /// By resource, from 1.
    struct use {
        std::uint32_t number = 0;  // of the stretch that lasts; 0 if none does
        std::uint32_t holder = 0;
    };

    void update(const snapshot& now, std::uint32_t resource);
    void look(const snapshot& now, std::vector<warning>& found);

    std::vector<use> uses_;
    two_ended<stretch> stretches_;  // in the order in which they began; those that are over are still there
    std::uint32_t count_ = 0;
};

}  // namespace trace
