#pragma once
// A trace as text, one record a line: what the program printed and, on demand, each switch from task to task.
// CPython's records of the same program, made by tests/oracle, are the same to the byte.

#include <cstddef>
#include <string>
#include <vector>

#include "trace/log.hpp"

namespace trace {

struct record_options {
    double until = 1e300;   ///< events after this time are left out
    bool switches = false;  ///< also create, step, cancel, done, cancelled and failed
    bool lines = false;     ///< also the source line at which each task comes to stand
};

/// Turns events into records, as they come.
class record_writer {
public:
    explicit record_writer(record_options options = {}) : options_(options) {}

    /// The records of the events of `from` that were not asked for yet, each with its newline.
    std::string next(const log& from);
    /// An event lay beyond `until`: there is no more to come.
    bool cut() const noexcept { return cut_; }

private:
    void write(const log& from, const event& e, std::string& out);
    void printed(const event& e, const std::string& text, std::string& out);

    record_options options_;
    std::size_t position_ = 0;
    bool cut_ = false;
    std::string line_;                // printed, but its newline is still to come
    std::vector<std::string> names_;  // of the tasks, by id
};

}  // namespace trace
