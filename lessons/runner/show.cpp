#include <cstdio>
#include <memory>
#include <vector>

#include "lessons/runner/commands.hpp"
#include "trace/reader.hpp"

namespace runner {

namespace {

// Reads a file, or standard input for '-'; the sentence that says what is wrong, or nothing.
std::string read_file(const std::string& name, trace::reader& into)
{
    const auto close = [](std::FILE* f) {
        if (f != stdin) {
            std::fclose(f);
        }
    };
    const std::unique_ptr<std::FILE, decltype(close)> file(name == "-" ? stdin
                                                                       : std::fopen(name.c_str(), "rb"),
                                                           close);
    if (!file) {
        return "'" + name + "' can't be read.";
    }
    std::vector<char> piece(std::size_t{1} << 16);
    for (;;) {
        const std::size_t size = std::fread(piece.data(), 1, piece.size(), file.get());
        if (std::ferror(file.get())) {
            return "'" + name + "' can't be read.";
        }
        if (size == 0) {
            return into.finish();
        }
        if (const std::string& wrong = into.feed({piece.data(), size}); !wrong.empty()) {
            return wrong;
        }
    }
}

}  // namespace

int show(words arguments)
{
    output out;
    std::string name;
    for (std::size_t i = 0; i != arguments.size(); ++i) {
        const std::string_view word = arguments[i];
        std::string complaint;
        if (word.starts_with("--") && !out.takes(arguments, i, complaint)) {
            complaint = "show has no option '" + std::string(word) +
                        "'; it has --until, --switches, --lines, "
                        "--timeline, --warnings, --summary, --json and --perfetto.";
        } else if (!word.starts_with("--")) {
            complaint = name.empty() ? "" : "show takes one file, not '" + std::string(word) + "' too.";
            name = word;
        }
        if (!complaint.empty()) {
            return fail(complaint);
        }
    }
    if (name.empty()) {
        return fail("show wants a file, or - for standard input.");
    }
    trace::log log;
    trace::reader reader(log);
    if (const std::string wrong = read_file(name, reader); !wrong.empty()) {
        return fail(wrong);
    }
    out.print(log, reader.own());
    return 0;
}

}  // namespace runner
