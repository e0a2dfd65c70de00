#pragma once
// A trace as text, one record per line: what the program printed and, on demand, each switch between tasks.
// tests/oracle makes byte-identical records of the same program from CPython.

#include <cstddef>
#include <string>
#include <vector>

#include "trace/log.hpp"

namespace trace {

struct record_options {
    double until = 1e300;   ///< later events are left out
    bool switches = false;  ///< also create, step, cancel, done, cancelled and failed
    bool lines = false;     ///< also the source line at which each task is suspended
};

/// Turns events into records, as they come.
class record_writer {
public:
    explicit record_writer(record_options options = {}) : options_(options) {}

    /// The records of all events of `from` since the last call, each with its newline.
    std::string next(const log& from);
    /// There was an event after `until`, so no more records will follow.
    bool cut() const noexcept { return cut_; }

private:
    void write(const log& from, const event& e, std::string& out);
    void printed(const event& e, const std::string& text, std::string& out);

    record_options options_;
    std::size_t position_ = 0;
    bool cut_ = false;
    std::string line_;                // printed text without its newline yet
    std::vector<std::string> names_;  // of the tasks, by id
};

}  // namespace trace
