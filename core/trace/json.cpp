#include "trace/json.hpp"

#include "trace/schema.hpp"

namespace trace {

namespace {

void write_number(json::writer& out, const field& f, double value)
{
    if (f.is == meaning::name) {
        out.field(f.name, f.names[static_cast<std::size_t>(value)]);
    } else if (f.is == meaning::count) {
        out.field(f.name, static_cast<std::uint64_t>(value));
    } else {
        out.field(f.name, value);
    }
}

}  // namespace

void write(json::writer& out, const event& e, const log& texts)
{
    const shape& s = shape_of(e.kind);
    out.begin_object().field("t", e.time).field("kind", s.name).field("by", e.by);
    if (s.task) {
        out.field(s.task.name, e.task);
    }
    if (s.subject) {
        out.field(s.subject.name, e.subject);
    }
    if (s.value) {
        write_number(out, s.value, e.value);
    }
    if (s.detail) {
        out.field(s.detail.name, s.detail.names[e.detail]);
    }
    if (s.text) {
        out.field(s.text.name, texts.text(e.text));
    }
    if (s.other) {
        s.other_is_text() ? out.field(s.other.name, texts.text(e.other)) : out.field(s.other.name, e.other);
    }
    if (s.line) {
        out.field("line", e.line);
        if (e.file != 0) {
            out.field("file", texts.text(e.file));
        }
    }
    out.end_object();
}

void write_header(json::writer& out, const header& h)
{
    out.field("interleave", format_version).field("title", h.title);
    out.field("clock", h.virtual_clock ? "virtual" : "real").field("hold_threshold", h.hold_threshold);
}

std::string write(const log& l, const write_options& options)
{
    json::writer out;
    out.begin_object();
    write_header(out, l.header);
    if (!options.own.empty()) {
        out.raw(options.own);
    }
    out.key("events").begin_array();
    const std::size_t count = l.count_until(options.until);
    for (std::size_t i = 0; i != count; ++i) {
        write(out.line(), l[i], l);
    }
    return out.line().end_array().end_object().text();
}

}  // namespace trace
