// The headless runner: runs a lesson to its end and prints the records of tests/oracle, its timeline or its
// trace; or lists the lessons.

#include <algorithm>
#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "json/writer.hpp"
#include "lessons/run.hpp"
#include "lessons/trace_json.hpp"
#include "lessons/values.hpp"
#include "trace/history.hpp"
#include "trace/records.hpp"
#include "trace/timeline_text.hpp"

namespace {

constexpr const char* usage =
    "usage: interleave run LESSON [--param NAME=VALUE]... [--seed N] [--until SECONDS] [--switches] "
    "[--lines] | [--timeline] | [--json], or: interleave list [--json]";

int fail(const std::string& sentence)
{
    std::fprintf(stderr, "%s\n", sentence.c_str());
    return 2;
}

void put(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string names()
{
    std::string text;
    for (const auto& l : lessons::catalogue()) {
        text += (text.empty() ? "" : ", ") + std::string(l.slug);
    }
    return text;
}

void list_json()
{
    using lessons::parameter_type;
    json::writer out;
    out.begin_array();
    for (const auto& l : lessons::catalogue()) {
        out.begin_object().field("slug", l.slug).field("title", l.title);
        out.key("parameters").begin_array();
        for (const auto& p : l.parameters) {
            out.begin_object().field("name", p.name).field("type", lessons::type_name(p.type));
            const bool numeric = p.type == parameter_type::number || p.type == parameter_type::integer;
            out.key("min");
            numeric ? lessons::write(out, p, p.min) : static_cast<void>(out.null());
            out.key("max");
            numeric ? lessons::write(out, p, p.max) : static_cast<void>(out.null());
            out.key("choices");
            if (p.type == parameter_type::choice) {
                out.begin_array();
                for (const std::string_view choice : p.choices) {
                    out.value(choice);
                }
                out.end_array();
            } else {
                out.null();
            }
            out.key("default");
            lessons::write(out, p, p.fallback);
            out.field("unit", p.unit);
            out.field("effect", p.effect == lessons::effect::live ? "live" : "restart");
            out.end_object();
        }
        out.end_array().end_object();
    }
    put(out.end_array().text() + "\n");
}

void list_plain()
{
    for (const auto& l : lessons::catalogue()) {
        std::printf("%02d %.*s: %.*s\n", l.number, static_cast<int>(l.slug.size()), l.slug.data(),
                    static_cast<int>(l.title.size()), l.title.data());
        for (const auto& p : l.parameters) {
            const std::string text = "     " + std::string(p.name) + " = " + lessons::write(p, p.fallback) +
                                     ", " + lessons::accepts(p) +
                                     (p.unit.empty() ? "" : " " + std::string(p.unit)) + "\n";
            put(text);
        }
    }
}

int list(std::span<char*> arguments)
{
    if (arguments.empty()) {
        list_plain();
        return 0;
    }
    if (arguments.size() == 1 && std::string_view(arguments[0]) == "--json") {
        list_json();
        return 0;
    }
    return fail("list takes no argument but --json, not '" + std::string(arguments[0]) + "'.");
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

int run(std::span<char*> arguments)
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
    trace::record_options options;
    enum class form { records, timeline, json } wanted = form::records;
    for (std::size_t i = 1; i != arguments.size(); ++i) {
        const std::string_view word = arguments[i];
        if (word == "--switches") {
            options.switches = true;
            continue;
        }
        if (word == "--lines") {
            options.lines = true;
            continue;
        }
        if (word == "--timeline" || word == "--json") {
            wanted = word == "--json" ? form::json : form::timeline;
            continue;
        }
        if (word != "--param" && word != "--seed" && word != "--until") {
            return fail("run has no option '" + std::string(word) + "'. " + usage + ".");
        }
        if (i + 1 == arguments.size()) {
            return fail(std::string(word) + " wants a value after it.");
        }
        const std::string_view value = arguments[++i];
        std::string complaint;
        if (word == "--param") {
            complaint = assign(in, value);
        } else {
            const auto reading =
                word == "--seed" ? lessons::read_seed(value) : lessons::read_seconds("--until", value);
            complaint = reading.complaint;
            if (complaint.empty() && word == "--seed") {
                in.seed = static_cast<std::uint32_t>(*reading.value);
            } else if (complaint.empty()) {
                options.until = *reading.value;
            }
        }
        if (!complaint.empty()) {
            return fail(complaint);
        }
    }

    lessons::run run(in);
    if (wanted != form::records) {
        // Of a run that may have no end, where no other limit is given.
        constexpr double longest = 60;
        run.advance(std::min(options.until, longest) + 1e-9);
        if (wanted == form::json) {
            put(lessons::trace_json(run) + "\n");
        } else {
            trace::history history(run.recorded());
            history.follow();
            put(trace::timeline_text(history));
        }
        return 0;
    }
    constexpr std::size_t at_once = 100'000;  // events between two writes
    trace::record_writer records(options);
    for (bool complete = false; !complete && !records.cut();) {
        complete = run.advance(options.until + 1e-9, at_once);
        put(records.next(run.recorded()));
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::span<char*> arguments(argv + 1, argc > 0 ? static_cast<std::size_t>(argc - 1) : 0);
    if (!arguments.empty() && std::string_view(arguments[0]) == "run") {
        return run(arguments.subspan(1));
    }
    if (!arguments.empty() && std::string_view(arguments[0]) == "list") {
        return list(arguments.subspan(1));
    }
    return fail(usage);
}
