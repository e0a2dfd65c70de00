#pragma once
// The headless runner's commands. Each takes the words after its name and returns the exit code.

#include <span>
#include <string>
#include <string_view>

#include "trace/log.hpp"
#include "trace/records.hpp"

namespace runner {

using words = std::span<char*>;

/// Lists the lessons and their parameters.
int list(words arguments);
/// Runs a lesson and prints what it did.
int run(words arguments);
/// Prints what a file that `run --json` or another program wrote says.
int show(words arguments);
/// Prints the tables of docs/trace-format.md.
int format(words arguments);

/// Prints a sentence to stderr; returns the exit code for it.
int fail(const std::string& sentence);
void put(std::string_view text);

/// How a trace is printed: what `run` and `show` have in common.
struct output {
    enum class form { records, timeline, warnings, summary, json, perfetto };

    form wanted = form::records;
    trace::record_options records = {};

    /// Whether the word at `at` is an option for this, taken with its value if it has one; then `at` is its
    /// last word. `complaint` says what is wrong with it.
    bool takes(words arguments, std::size_t& at, std::string& complaint);
    /// Prints `l`; `own` are the keys that its JSON has besides.
    void print(const trace::log& l, std::string_view own) const;
};

}  // namespace runner
