#pragma once
// An observer for programs that run in a terminal: what the program prints goes to stdout, and what Python
// would complain of goes to stderr.
//
//     aio::console console;
//     aio::loop loop(&console);
//     aio::run(loop, program());

#include <string>
#include <string_view>

#include "aio/observer.hpp"

namespace aio {

struct console_options {
    /// Begins each line with the virtual time and the task that printed it: `t=1.000000 task=Task-2 hello`.
    bool times = false;
};

class console : public observer {
public:
    explicit console(console_options options = {}) noexcept : options_(options) {}

    void printed(std::string_view text) noexcept override;
    void reported(report what, std::string_view text) noexcept override;
    void uncaught(std::string_view type, std::string_view message) noexcept override;
    void deadlocked() noexcept override;

private:
    console_options options_;
    std::string line_;  // what was printed of a line that hasn't ended
};

}  // namespace aio
