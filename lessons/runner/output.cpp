#include <cstdio>

#include "lessons/runner/commands.hpp"
#include "lessons/values.hpp"
#include "trace/history.hpp"
#include "trace/json.hpp"
#include "trace/perfetto.hpp"
#include "trace/summary.hpp"
#include "trace/timeline_text.hpp"
#include "trace/warning_text.hpp"
#include "trace/warnings.hpp"

namespace runner {

namespace {

/// A line for each warning: 'deadlock at 2.500 s, line 25: Deadlock: …'.
std::string warnings_of(const trace::history& h)
{
    trace::warnings all(h);
    all.follow();
    std::string text;
    for (const trace::warning& w : all.all()) {
        const std::string& file = h.events().text(w.file);
        char time[64];
        std::snprintf(time, sizeof time, "%.3f s", w.time);
        text += trace::name(w.is) + std::string(" at ") + time;
        text +=
            (w.line == 0 ? "" : (file.empty() ? ", line " : ", " + file + " line ") + std::to_string(w.line));
        text += ": " + trace::sentence(h, w) +
                (w.times > 1 ? " (" + std::to_string(w.times) + " times)" : "") + "\n";
    }
    return text + (all.left_out() == 0 ? "" : "and " + std::to_string(all.left_out()) + " more\n");
}

}  // namespace

int fail(const std::string& sentence)
{
    std::fprintf(stderr, "%s\n", sentence.c_str());
    return 2;
}

void put(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

bool output::takes(words arguments, std::size_t& at, std::string& complaint)
{
    const std::string_view word = arguments[at];
    if (word == "--switches") {
        records.switches = true;
    } else if (word == "--lines") {
        records.lines = true;
    } else if (word == "--timeline") {
        wanted = form::timeline;
    } else if (word == "--warnings") {
        wanted = form::warnings;
    } else if (word == "--summary") {
        wanted = form::summary;
    } else if (word == "--json") {
        wanted = form::json;
    } else if (word == "--perfetto") {
        wanted = form::perfetto;
    } else if (word != "--until") {
        return false;
    } else if (at + 1 == arguments.size()) {
        complaint = "--until wants a value after it.";
    } else {
        const auto reading = lessons::read_seconds("--until", arguments[++at]);
        complaint = reading.complaint;
        records.until = complaint.empty() ? *reading.value : 0;
    }
    return true;
}

void output::print(const trace::log& l, std::string_view own) const
{
    switch (wanted) {
    case form::records:
        put(trace::record_writer(records).next(l));
        break;
    case form::timeline: {
        trace::history history(l);
        history.follow(l.count_until(records.until));
        put(trace::timeline_text(history));
        break;
    }
    case form::perfetto: {
        trace::history history(l);
        history.follow(l.count_until(records.until));
        put(trace::perfetto(history) + "\n");
        break;
    }
    case form::warnings: {
        trace::history history(l);
        history.follow(l.count_until(records.until));
        put(warnings_of(history));
        break;
    }
    case form::summary: {
        trace::history history(l);
        history.follow(l.count_until(records.until));
        put(trace::summary_json(history, history.size() == l.size() && history.head().over()) + "\n");
        break;
    }
    case form::json:
        put(trace::write(l, {own, records.until}) + "\n");
        break;
    }
}

}  // namespace runner
