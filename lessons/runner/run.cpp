#include "lessons/run.hpp"

#include <algorithm>

#include "lessons/runner/commands.hpp"
#include "lessons/trace_json.hpp"
#include "lessons/values.hpp"

namespace runner {

namespace {

std::string names()
{
    std::string text;
    for (const auto& l : lessons::catalogue()) {
        text += (text.empty() ? "" : ", ") + std::string(l.slug);
    }
    return text;
}

// Sets the parameter that `assignment` names; the sentence that says what is wrong, or nothing.
std::string assign(lessons::input& in, std::string_view assignment)
{
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos) {
        return "--param takes NAME=VALUE, not '" + std::string(assignment) + "'.";
    }
    const std::string_view name = assignment.substr(0, equals);
    const auto index = lessons::find_parameter(*in.what, name);
    if (!index) {
        std::string known;
        for (const auto& p : in.what->parameters) {
            known += (known.empty() ? "" : ", ") + std::string(p.name);
        }
        return "The lesson '" + std::string(in.what->slug) + "' has no parameter '" + std::string(name) +
               "'; it has " + known + ".";
    }
    const auto& p = in.what->parameters[*index];
    const auto reading = lessons::read(p, assignment.substr(equals + 1));
    if (!reading.complaint.empty()) {
        return std::string(p.name) + " must be " + lessons::accepts(p) + ", not '" +
               std::string(assignment.substr(equals + 1)) + "'.";
    }
    in.values[*index] = *reading.value;
    return "";
}

// Takes --param and --seed; the sentence that says what is wrong, or nothing.
std::string set(lessons::input& in, std::string_view option, std::string_view value)
{
    if (option == "--param") {
        return assign(in, value);
    }
    const auto reading = lessons::read_seed(value);
    if (reading.complaint.empty()) {
        in.seed = static_cast<std::uint32_t>(*reading.value);
    }
    return reading.complaint;
}

// Prints records as they come, since a run may have no end.
void print_records(lessons::run& run, const trace::record_options& options)
{
    constexpr std::size_t at_once = 100'000;  // events between two writes
    trace::record_writer records(options);
    for (bool complete = false; !complete && !records.cut();) {
        complete = run.advance(options.until + 1e-9, at_once);
        put(records.next(run.recorded()));
    }
}

}  // namespace

int run(words arguments)
{
    if (arguments.empty()) {
        return fail("run wants a lesson: " + names() + ".");
    }
    lessons::input in;
    in.what = lessons::find(arguments[0]);
    if (!in.what) {
        return fail("There is no lesson '" + std::string(arguments[0]) + "'; there is " + names() + ".");
    }
    in.values = lessons::defaults(*in.what);
    output out;
    for (std::size_t i = 1; i != arguments.size(); ++i) {
        const std::string_view word = arguments[i];
        std::string complaint;
        if (word == "--param" || word == "--seed") {
            complaint = i + 1 == arguments.size() ? std::string(word) + " wants a value after it."
                                                  : set(in, word, arguments[i + 1]);
            ++i;
        } else if (!out.takes(arguments, i, complaint)) {
            complaint = "run has no option '" + std::string(word) +
                        "'; it has --param, --seed, --until, --switches, "
                        "--lines, --timeline, --warnings, --summary, --json and --perfetto.";
        }
        if (!complaint.empty()) {
            return fail(complaint);
        }
    }
    lessons::run run(in);
    if (out.wanted == output::form::records) {
        print_records(run, out.records);
        return 0;
    }
    // Of a run that may have no end, if no other limit is given.
    constexpr double longest = 60;
    out.records.until = std::min(out.records.until, longest);
    run.advance(out.records.until + 1e-9);
    out.print(run.recorded(), lessons::made_with(in));
    return 0;
}

}  // namespace runner
