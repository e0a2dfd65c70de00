#pragma once
// What is still to come to pass, each thing at its moment: a heap of calls by time.

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace aio::detail {

/// The place of a call among those of one moment: the lower goes first.
struct rank {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    auto operator<=>(const rank&) const = default;
};

class moments {
public:
    static constexpr double never = std::numeric_limits<double>::infinity();

    /// Has `call` called when the clock has come to `when`; of equal ranks the one that was added first goes
    /// first.
    void add(double when, rank place, std::function<void()> call);
    /// When the earliest is due.
    double next() const noexcept { return heap_.empty() ? never : heap_.front().when; }
    /// Calls the earliest.
    void go_on();
    /// Drops all, and what is added meanwhile.
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
