#include <string>

#include "lessons/runner/commands.hpp"
#include "trace/schema.hpp"

namespace runner {

namespace {

std::string type_of(const trace::field& f)
{
    switch (f.is) {
    case trace::meaning::count:
        return "whole number";
    case trace::meaning::amount:
        return "number";
    case trace::meaning::moment:
        return "seconds";
    case trace::meaning::due:
        return "seconds, or null";
    case trace::meaning::task:
        return "task";
    case trace::meaning::timer:
        return "timer";
    case trace::meaning::resource:
        return "resource";
    case trace::meaning::item:
        return "item";
    case trace::meaning::thread:
        return "thread";
    case trace::meaning::awaited:
        return "task, timer or resource";
    case trace::meaning::text:
        return "text";
    case trace::meaning::none:
    case trace::meaning::name:
        break;
    }
    std::string text;
    for (const char* const name : f.names) {
        text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    }
    return text;
}

std::string row(const std::string& kind, const char* name, const std::string& type, const char* says)
{
    return "| " + kind + " | `" + name + "` | " + type + " | " + says + " |\n";
}

}  // namespace

int format(words arguments)
{
    if (!arguments.empty()) {
        return fail("format takes no arguments.");
    }
    std::string text = "| kind | field | value | meaning |\n|---|---|---|---|\n";
    for (std::size_t i = 0; i != trace::kind_count; ++i) {
        const trace::shape& s = trace::documented(static_cast<trace::kind>(i));
        text += "| **`" + std::string(s.name) + "`** | | | **" + s.says + "** |\n";
        for (const trace::field* f : {&s.task, &s.subject, &s.value, &s.detail, &s.text, &s.other}) {
            text += *f ? row("", f->name, type_of(*f), f->says) : "";
        }
        if (s.line) {
            text += row("", "line", "whole number", "its line in the source, from 1; 0 for unknown");
            text += row("", "file", "text", "the source's name, if there is more than one");
        }
    }
    put(text);
    return 0;
}

}  // namespace runner
