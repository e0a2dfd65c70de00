#include "exercise.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "trace/history.hpp"
#include "trace/json.hpp"
#include "trace/perfetto.hpp"
#include "trace/reader.hpp"
#include "trace/records.hpp"
#include "trace/timeline_text.hpp"

namespace tests {

namespace {

void require(bool is_so, const char* what)
{
    if (!is_so) {
        std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

// Events that came before what is wrong are in the log, too: a page may have shown them already.
std::string read(std::string_view file, trace::log& into, std::size_t piece)
{
    trace::reader r(into);
    while (!file.empty()) {
        r.feed(file.substr(0, piece));
        file.remove_prefix(std::min(piece, file.size()));
    }
    return r.finish();
}

void look_at(const trace::log& l)
{
    trace::history h(l);
    while (h.size() != l.size()) {
        h.follow(7);
    }
    trace::snapshot s = h.at(0);
    for (const std::size_t position :
         {l.size(), l.size() / 2, l.size() / 3, std::size_t{1}, std::size_t{0}}) {
        h.move(s, std::min(position, l.size()));
        h.boundary_after(s.position);
        h.boundary_before(s.position);
        h.stop_after(s.position);
        h.stop_before(s.position);
        h.callbacks_at(s.position);
        h.lines_at(s.position);
        require(h.position_at(s.time) >= s.position, "A position is after its time.");
    }
    trace::record_writer({.switches = true, .lines = true}).next(l);
    trace::record_writer({.until = 1}).next(l);
    trace::timeline_text(h);
    trace::timeline_text(h, 30);
    trace::perfetto(h);
}

}  // namespace

void exercise(std::string_view file)
{
    trace::log l;
    const std::string wrong = read(file, l, SIZE_MAX);
    trace::log in_pieces;
    require(read(file, in_pieces, file.size() % 5 + 1) == wrong, "Pieces make a difference to the sentence.");
    require(in_pieces == l, "Pieces make a difference to the log.");
    require(wrong.find('\n') == std::string::npos, "The sentence is not one line.");
    look_at(l);
    const std::string text = trace::write(l);
    trace::log again;
    require(read(text, again, SIZE_MAX).empty(), "What was written is not read.");
    require(again == l, "What was written is read as something else.");
    require(trace::write(again) == text, "It is written in another way.");
}

}  // namespace tests
