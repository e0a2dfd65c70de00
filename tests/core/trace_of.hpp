#pragma once
// Small programs and their traces. A test writes a program twice, in C++ and in Python, with the records that
// both must give: the C++ one runs here, and cpython.test.mjs runs the Python one in the reference.

#include <doctest/doctest.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aio/print.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "trace/recorder.hpp"
#include "trace/records.hpp"

namespace tests {

using main_function = std::function<aio::coro<void>()>;

/// A program on a loop of its own, watched by a recorder. What `main` captures must outlive it.
class trial {
public:
    explicit trial(main_function main) : main_(std::move(main)) { runner_.emplace(loop_, main_()); }
    trial(const trial&) = delete;
    trial& operator=(const trial&) = delete;

    aio::loop& loop() noexcept { return loop_; }
    aio::runner& runner() noexcept { return *runner_; }
    const trace::log& events() const noexcept { return log_; }

    /// Runs to the end, and holds its log against the format.
    trial& finish();
    /// Begins another asyncio.run on the same loop, once the one before has ended.
    trial& again(main_function main);

    std::string records(trace::record_options options = {.switches = true}) const;
    /// What would be written to stderr, one a line.
    std::string reports() const;
    /// Every event with all that it says, one a line.
    std::string dump() const;

private:
    main_function main_;
    trace::log log_;
    trace::recorder recorder_{log_};
    aio::loop loop_{&recorder_};
    std::optional<aio::runner> runner_;
};

/// A program in Python and its records there, in short form. `asyncio` and `time` are imported, and
/// `asyncio.run(main())` follows unless the program runs something itself.
struct in_python {
    std::string_view program;
    std::string_view records;
    std::string_view reports = {};
};

/// Checks that `main` does what Python does; that it does so too when it is run by callback, by iteration or
/// from time to time; and that nothing of it is left when it is dropped, however far it had come.
void check_same(const main_function& main, const in_python& expected);
/// The same of two programs, one run after the other.
void check_same(const std::vector<main_function>& mains, const in_python& expected);

/// Text without empty lines and without the indentation of the others.
std::string plain(std::string_view text);
/// Records from their short form, in which a line is `1.5 step Task-1`, with any indentation.
std::string full(std::string_view records);

/// The records of `main`, run to its end.
std::string trace_of(main_function main);
/// What `main` prints, without times and tasks.
std::string output_of(main_function main);

}  // namespace tests
