#pragma once
// Lessons made for tests, so that what is tested doesn't hang on what the tutorial's lessons say.

#include <array>

#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "lessons/catalogue.hpp"

namespace tests {

/// Prints and sleeps again and again, for as long as it isn't told to stop.
class ticker final : public lessons::program {
public:
    void set(std::size_t index, double value) override { (index == 0 ? pause_ : count_) = value; }
    aio::coro<void> main() override
    {
        for (int i = 0; i < static_cast<int>(count_); ++i) {
            aio::print("tick", i);
            co_await aio::sleep(pause_);
        }
    }

private:
    double pause_ = 1;
    double count_ = 4;
};

inline constexpr std::array<lessons::parameter_info, 2> ticker_parameters{{
    {"pause", "pause", lessons::parameter_type::number, 0, 5, 0.5, {}, 1, "s", lessons::effect::live, ""},
    {"count", "count", lessons::parameter_type::integer, 0, 1e9, 1, {}, 4, "", lessons::effect::restart, ""},
}};

inline std::unique_ptr<lessons::program> make_ticker()
{
    return std::make_unique<ticker>();
}

inline constexpr lessons::lesson ticker_lesson{1, "ticker", "A ticker", "", ticker_parameters, &make_ticker};

/// Blocks for 2 s in the middle of a step.
class blocker final : public lessons::program {
public:
    void set(std::size_t, double) override {}
    aio::coro<void> main() override
    {
        co_await aio::sleep(1);
        aio::blocking_sleep(2);
        aio::print("after");
    }
};

inline std::unique_ptr<lessons::program> make_blocker()
{
    return std::make_unique<blocker>();
}

inline constexpr lessons::lesson blocker_lesson{2, "blocker", "A blocker", "", {}, &make_blocker};

}  // namespace tests
