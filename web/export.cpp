// The module that makes files of a run: pictures, and traces for other programs. The page fetches it when a
// reader first asks for one, and gives it the run as a trace; so it shares no state with the panel. A
// returned string is valid until the next call.

#include <emscripten/emscripten.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trace/perfetto.hpp"
#include "trace/reader.hpp"
#include "web/panel/theme.hpp"
#include "web/view/differences.hpp"
#include "web/view/picture.hpp"

namespace {

/// A run: the session's own, or the one beside it.
struct run {
    trace::log log;
    trace::reader reader{log};
    trace::history history{log};
    web::rows rows;
    double horizon = 0;
    std::vector<std::optional<std::size_t>> parts;  // by task, where it does something else than in the other run
};

struct files {
    std::array<std::unique_ptr<run>, 2> runs;
    web::row_choice choice;
    web::picture picture;
    std::string answer;  // the last string returned
};

std::unique_ptr<files> the_files;  // made by ix_start, which comes first

run& run_of(int which)
{
    auto& place = the_files->runs[which != 0 ? 1 : 0];
    place = place ? std::move(place) : std::make_unique<run>();
    return *place;
}

const char* give(std::string text)
{
    the_files->answer = std::move(text);
    return the_files->answer.c_str();
}

std::string hex(ImU32 colour)
{
    char text[8];
    web::panel::write_hex(colour, text);
    return text;
}

web::inks inks_of(bool dark)
{
    const web::panel::theme& t = web::panel::theme_of(dark);
    return {hex(t.ground),
            hex(t.text),
            hex(t.muted),
            hex(t.faint),
            hex(t.accent),
            hex(t.held),
            [&t](std::uint32_t task) { return hex(t.task(task)); },
            hex(t.bad)};
}

web::pictured_run pictured(run& r, std::size_t position, const web::row_choice& choice,
                           std::size_t generation)
{
    r.rows.update(r.history, r.history.at(position), choice, generation);
    return {&r.history, &r.rows, position, r.horizon, &r.parts};
}

// The time up to which the runs are known.
double last_of_both()
{
    const auto& beside = the_files->runs[1];
    return std::max(run_of(0).horizon, beside ? beside->horizon : 0);
}

}  // namespace

extern "C" {

/// Forgets the runs and what was chosen.
EMSCRIPTEN_KEEPALIVE void ix_start()
{
    the_files = std::make_unique<files>();
}

/// Takes a piece of a run's trace. Returns a sentence that says what is wrong with it, or an empty string.
EMSCRIPTEN_KEEPALIVE const char* ix_piece(int which, const char* bytes, int size)
{
    run& r = run_of(which);
    const std::string wrong = r.reader.feed({bytes, static_cast<std::size_t>(size)});
    r.history.follow();
    return give(wrong);
}

/// The trace is complete, and the run is known up to `horizon` seconds.
EMSCRIPTEN_KEEPALIVE const char* ix_end(int which, double horizon)
{
    run& r = run_of(which);
    std::string wrong = r.reader.finish();
    r.history.follow();
    r.horizon = horizon;
    return give(std::move(wrong));
}

/// Both traces are here, and the run beside is one that the reader has pinned: pictures mark where they part. `complete`:
/// both runs are known to their ends.
EMSCRIPTEN_KEEPALIVE void ix_compare(int complete)
{
    run& own = run_of(0);
    run& beside = run_of(1);
    for (const auto& each : web::partings(own.history, beside.history, complete != 0)) {
        own.parts.push_back(each ? each->here : std::nullopt);
        beside.parts.push_back(each ? each->beside : std::nullopt);
    }
}

/// Which rows the reader wants to see; `ix_open` adds a function whose tasks aren't folded.
EMSCRIPTEN_KEEPALIVE void ix_choose(const char* filter, int states, int order, int fold)
{
    the_files->choice = {
        filter, static_cast<std::uint32_t>(states), static_cast<web::row_order>(order), fold != 0, {}};
}

EMSCRIPTEN_KEEPALIVE void ix_open(const char* function)
{
    the_files->choice.open.insert(function);
}

/// What the next pictures show: a stretch of the axis, the title and the text above the rows of the run
/// beside, the width in pixels, and room for that many lines of output.
EMSCRIPTEN_KEEPALIVE void ix_view(const char* title, const char* beside, int by_steps, double from, double to,
                                  double width, int lines)
{
    web::picture& p = the_files->picture;
    p.title = title;
    p.beside_words = beside;
    p.kind = by_steps ? web::axis_kind::steps : web::axis_kind::time;
    p.width = width;
    p.view = to > from ? web::time_view{from, to} : web::whole_view(run_of(0).history, last_of_both(), p);
    p.lines = static_cast<std::size_t>(lines);
}

/// The picture with the playhead at `time`, after `position` events; if that's negative, after all events up
/// to `time`.
EMSCRIPTEN_KEEPALIVE const char* ix_svg(double time, int position, int dark)
{
    static_assert(sizeof(int) == 4);
    web::picture& p = the_files->picture;
    run& own = run_of(0);
    const trace::history& h = own.history;
    const std::size_t after = position < 0 ? h.position_at(time) : static_cast<std::size_t>(position);
    p.time = time;
    p.own = pictured(own, after, the_files->choice, after);
    p.beside = {};
    if (auto& other = the_files->runs[1]; other && p.kind == web::axis_kind::time) {
        // The two runs share only the time.
        const bool begun = !h.stops().empty() && after > h.stops().front();
        p.beside = pictured(*other, begun ? other->history.position_at(time) : 0, {}, 0);
    }
    return give(web::svg(p, inks_of(dark != 0)));
}

/// The run as Perfetto reads it.
EMSCRIPTEN_KEEPALIVE const char* ix_perfetto()
{
    return give(trace::perfetto(run_of(0).history));
}

/// What the run printed.
EMSCRIPTEN_KEEPALIVE const char* ix_output()
{
    const trace::history& h = run_of(0).history;
    std::string text;
    for (const trace::output_line& l : h.output()) {
        text += l.text + "\n";
    }
    return give(text + h.unfinished().text);
}

}  // extern "C"
