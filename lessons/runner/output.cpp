#include <cstdio>

#include "lessons/runner/commands.hpp"
#include "lessons/values.hpp"
#include "trace/history.hpp"
#include "trace/json.hpp"
#include "trace/perfetto.hpp"
#include "trace/timeline_text.hpp"

namespace runner {

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
    } else if (word == "--timeline" || word == "--json") {
        wanted = word == "--json" ? form::json : form::timeline;
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
    case form::json:
        put(trace::write(l, {own, records.until}) + "\n");
        break;
    }
}

}  // namespace runner
