#include <cstdio>

#include "json/writer.hpp"
#include "lessons/catalogue.hpp"
#include "lessons/runner/commands.hpp"
#include "lessons/values.hpp"

namespace runner {

namespace {

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
            lessons::write_choices(out, p);
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

}  // namespace

int list(words arguments)
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

}  // namespace runner
