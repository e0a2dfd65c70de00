#pragma once
// An observer for programs that run in a terminal: what the program prints goes to stdout, and what Python
// would complain of goes to stderr.
//
//     aio::console console;
//     aio::loop loop(&console);
//     aio::run(loop, program());

#include <string>

#include "aio/observer.hpp"

namespace aio {

struct console_options {
    /// Begins each line with the virtual time and the task that printed it: `t=1.000000 task=Task-2 hello`.
    bool times = false;
};

class console : public observer {
public:
    explicit console(console_options options = {}) noexcept : options_(options) {}

    void printed(std::string_view text) override;
    void reported(report what, std::string_view text) override;
    void uncaught(std::string_view type, std::string_view message) override;
    void deadlocked() override;

    // The rest is of no interest here.
    void iteration_began(std::uint32_t, std::size_t) override {}
    void clock_moved(double) override {}
    void held(double) override {}
    void queued(const callback_info&) override {}
    void unqueued(const callback_info&) override {}
    void callback_began(const callback_info&) override {}
    void callback_ended() override {}
    void timer_set(std::uint32_t, double, std::uint32_t, timer_kind) override {}
    void timer_fired(std::uint32_t) override {}
    void timer_cancelled(std::uint32_t) override {}
    void task_created(std::uint32_t, std::string_view, const char*, std::uint32_t) override {}
    void task_renamed(std::uint32_t, std::string_view) override {}
    void task_stepped(std::uint32_t) override {}
    void task_suspended(std::uint32_t, const suspension&) override {}
    void task_cancel(std::uint32_t) override {}
    void task_ended(std::uint32_t, ending, std::string_view) override {}
    void resource_made(std::uint32_t, resource_kind, double) override {}
    void resource_dropped(std::uint32_t) override {}
    void resource_value(std::uint32_t, double) override {}
    void resource_closed(std::uint32_t, bool) override {}
    void resource_held(std::uint32_t, std::uint32_t, bool) override {}
    void wait_began(std::uint32_t, wait_role, std::uint32_t) override {}
    void wait_ended(std::uint32_t, wait_role, std::uint32_t) override {}
    void item_put(std::uint32_t, std::uint32_t, std::size_t, std::string_view) override {}
    void item_moved(std::uint32_t, std::uint32_t, std::size_t) override {}
    void item_got(std::uint32_t, std::uint32_t) override {}
    void finished() override {}

private:
    console_options options_;
    std::string line_;  // what was printed of a line that hasn't ended
};

}  // namespace aio
