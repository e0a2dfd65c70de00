#pragma once
// Random logs that the checker accepts: of a loop that is made up on the way, or of any events that are
// allowed.

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "trace/log.hpp"

namespace tests {

class dice {
public:
    explicit dice(std::uint64_t seed) : engine_(seed) {}

    /// From 0 up to, but without, `n`.
    std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(engine_() % n); }
    /// True in one of `n` cases.
    bool one_in(std::size_t n) { return below(n) == 0; }
    double share() { return static_cast<double>(engine_() >> 11) / 9007199254740992.0; }
    double between(double a, double b) { return a + (b - a) * share(); }
    template <class T, std::size_t N>
    const T& of(const T (&all)[N])
    {
        return all[below(N)];
    }

private:
    std::mt19937_64 engine_;
};

/// A text as a recording may have it: short, empty, long, of more than ASCII.
std::string any_text(dice& d);

/// The trace of a loop that runs tasks which do anything, of about so many events. It may be cut anywhere.
trace::log loop_log(dice& d, std::size_t events);

/// Events of any kind with any fields, as far as the checker accepts them.
trace::log wild_log(dice& d, std::size_t events);

/// The checker's sentence on the first event that breaks a rule; or nothing.
std::string checked(const trace::log& l);

}  // namespace tests
