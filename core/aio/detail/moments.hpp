#pragma once
// Scheduled effects of threads and networks: a heap of calls, ordered by time.

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace aio::detail {

/// The rank of a call among those scheduled for the same time: lower goes first.
struct rank {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    auto operator<=>(const rank&) const = default;
};

class moments {
public:
    static constexpr double never = std::numeric_limits<double>::infinity();

    /// Schedules `call` for the time `when`. Calls with equal ranks run in the order in which they were
    /// added.
    void add(double when, rank place, std::function<void()> call);
    /// The time of the earliest call.
    double next() const noexcept { return heap_.empty() ? never : heap_.front().when; }
    /// Runs the earliest call.
    void go_on();
    /// Drops all calls, including those added while it does so.
    void clear() noexcept;

private:
    struct item {
        double when;
        rank place;
        std::uint64_t number;
        std::function<void()> call;
    };
    static bool is_later(const item& a, const item& b) noexcept;

    std::vector<item> heap_;
    std::uint64_t added_ = 0;
};

}  // namespace aio::detail
