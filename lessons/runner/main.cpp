// The headless runner: runs a lesson, or reads a file, and prints the records of tests/oracle, its timeline
// or its trace; or lists the lessons.

#include "lessons/runner/commands.hpp"

namespace {

constexpr const char* usage =
    "usage: interleave run LESSON [--param NAME=VALUE]... [--seed N] [OPTION]..., or: interleave show FILE "
    "[OPTION]..., with [--until SECONDS] [--switches] [--lines] | [--timeline] | [--json]; or: interleave "
    "list "
    "[--json], or: interleave format";

}  // namespace

int main(int argc, char** argv)
{
    const runner::words all(argv + 1, argc > 0 ? static_cast<std::size_t>(argc - 1) : 0);
    const std::string_view command = all.empty() ? "" : all[0];
    const runner::words arguments = all.subspan(all.empty() ? 0 : 1);
    return command == "run"      ? runner::run(arguments)
           : command == "show"   ? runner::show(arguments)
           : command == "list"   ? runner::list(arguments)
           : command == "format" ? runner::format(arguments)
                                 : runner::fail(usage);
}
