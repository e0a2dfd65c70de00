#pragma once
// An observer for programs in a terminal: writes the program's prints to stdout, and the messages that Python
// would write to stderr to stderr.
//
//     aio::console console;
//     aio::loop loop(&console);
//     aio::run(loop, program());
//
// run_main (aio/run_main.hpp) does all of this.

#include <string>
#include <string_view>

#include "aio/observer.hpp"

namespace aio {

struct console_options {
    /// Starts each line with the virtual time and the task that printed it, `t=1.000000 task=Task-2 hello`,
    /// or the thread, if a job printed it: `t=1.000000 thread=asyncio_0 hello`.
    bool times = false;
};

class console : public observer {
public:
    explicit console(console_options options = {}) noexcept : options_(options) {}
    console(const console&) = delete;
    console& operator=(const console&) = delete;
    ~console() override;

    void printed(std::string_view text) noexcept override;
    void reported(report what, std::string_view text) noexcept override;
    void report_cause(const std::exception_ptr& error, std::string_view task) noexcept override;
    void uncaught(std::string_view type, std::string_view message) noexcept override;
    void deadlocked() noexcept override;
    /// Flushes the output, so that nothing is lost if an exception ends the program next.
    void finished() noexcept override;

private:
    console_options options_;
    std::string line_;  // the printed part of a line that hasn't ended yet
};

}  // namespace aio
