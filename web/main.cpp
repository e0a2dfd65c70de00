// Wires the session, the panel and the screen together and exports them to the page's JavaScript. The page
// calls every function below. A returned string is valid until the next call.

#include <emscripten/emscripten.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "imgui_internal.h"
#include "json/writer.hpp"
#include "lessons/catalogue.hpp"
#include "trace/json.hpp"
#include "trace/reader.hpp"
#include "trace/recording.hpp"
#include "web/panel/control.hpp"
#include "web/panel/choices.hpp"
#include "web/panel/screen.hpp"
#include "web/view/address.hpp"
#include "web/view/moments.hpp"
#include "web/view/outcome_json.hpp"
#include "web/view/program.hpp"
#include "web/view/state_json.hpp"
#include "web/view/trial.hpp"
#include "web/view/variables.hpp"

namespace {

using web::session;

/// A recording that is being read.
struct arriving {
    std::string name;
    trace::log log;
    trace::reader reader{log};
};

/// What a drag can change, as it was when the pointer was pressed.
struct before_press {
    lessons::settings settings;
    double time = 0;
    std::size_t position = 0;
    double speed = 1;
    web::time_view view;
    bool view_chosen = false;
};

struct page {
    web::panel::screen screen;
    std::optional<before_press> pressed;
    web::panel::state panel;
    web::errands errands;
    std::unique_ptr<session> run;
    std::array<std::unique_ptr<web::trial>, 16> trials;  // of the run's program, by number
    std::unique_ptr<arriving> loading;
    std::vector<web::constant> constants;  // of the program that is about to be opened
    ImVec2 pointer;  // its last position
    bool dark = false;
    bool contrast = false;
    std::string answer;  // the last string returned

    // What the page was last told, so that we know when to tell it to look again.
    std::size_t told_position = 0;
    double told_time = -1;
    bool told_playing = false;
    bool told_slow = true;
    std::size_t told_generation = 0;
    std::uint32_t told_layout = 0;
    std::size_t told_known = 0;  // events known of the run and of the one beside it
    bool address_changed = false;
    bool state_changed = true;
};

std::unique_ptr<page> the_page;  // made by main, used by the exports; lives as long as the page

const char* give(std::string text)
{
    the_page->answer = std::move(text);
    return the_page->answer.c_str();
}

void changed()
{
    the_page->state_changed = true;
    the_page->address_changed = true;
}

// ImGui handles a press and its release in two frames, even if both came within one.
bool input_waits()
{
    return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}

void remember_press()
{
    if (the_page->run) {
        const session& run = *the_page->run;
        the_page->pressed = {run.settings(), run.time(), run.position(), run.speed(), the_page->panel.view,
                             the_page->panel.view_chosen};
    }
}

// Takes back what a drag has done that was never let go of.
void take_back_press()
{
    if (!the_page->pressed || !the_page->run) {
        return;
    }
    const before_press was = *std::exchange(the_page->pressed, std::nullopt);
    session& run = *the_page->run;
    the_page->panel.view = was.view;
    the_page->panel.view_chosen = was.view_chosen;
    run.set_speed(was.speed);
    if (run.settings() != was.settings) {
        run.undo();  // the whole drag is one change
        run.restore(was.settings, was.time, was.position);
    } else if (run.position() != was.position || run.time() != was.time) {
        run.restore_place(was.time, was.position);
    }
    changed();
}

void show(std::unique_ptr<session> run)
{
    the_page->trials = {};
    the_page->pressed.reset();
    the_page->run = std::move(run);
    web::panel::start_over(the_page->panel);
    the_page->state_changed = true;
}

std::string colour_of(std::uint32_t task)
{
    char text[8];
    web::panel::write_hex(web::panel::theme_of(the_page->dark, the_page->contrast).task(task), text);
    return text;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void il_font(int which, void* bytes, int size)
{
    the_page->screen.set_font(static_cast<web::panel::face>(which), bytes, static_cast<std::size_t>(size));
}

EMSCRIPTEN_KEEPALIVE int il_start(const char* canvas)
{
    return the_page->screen.start(canvas) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void il_context_lost()
{
    the_page->screen.lose();
}
EMSCRIPTEN_KEEPALIVE void il_context_restored()
{
    the_page->screen.restore();
}

EMSCRIPTEN_KEEPALIVE void il_resize(double width, double height, double ratio)
{
    the_page->screen.resize(static_cast<float>(width), static_cast<float>(height), static_cast<float>(ratio));
    the_page->panel.places.clear();  // don't animate what moves because of a new size
}

EMSCRIPTEN_KEEPALIVE void il_preferences(int dark, int reduced_motion, int coarse, int contrast)
{
    the_page->dark = dark != 0;
    the_page->contrast = contrast != 0;
    the_page->panel.reduced_motion = reduced_motion != 0;
    the_page->panel.coarse = coarse != 0;
    the_page->state_changed = true;
}

EMSCRIPTEN_KEEPALIVE int il_open(const char* slug)
{
    const lessons::lesson* l = lessons::find(slug);
    if (!l) {
        return 0;
    }
    show(std::make_unique<session>(*l));
    return 1;
}

/// Begins a recording, which will arrive in pieces.
EMSCRIPTEN_KEEPALIVE void il_load_begin(const char* name)
{
    the_page->loading = std::make_unique<arriving>();
    the_page->loading->name = name;
}

/// Takes a piece of it. Returns a sentence that says what is wrong with it, or an empty string.
EMSCRIPTEN_KEEPALIVE const char* il_load_piece(const char* bytes, int size)
{
    return give(the_page->loading ? the_page->loading->reader.feed({bytes, static_cast<std::size_t>(size)}) : "");
}

/// Ends the recording. The panel shows it unless something is wrong with it. Returns a sentence that says
/// what, or an empty string.
EMSCRIPTEN_KEEPALIVE const char* il_load_end()
{
    const std::unique_ptr<arriving> loaded = std::move(the_page->loading);
    if (!loaded) {
        return give("");
    }
    std::string wrong = loaded->reader.finish();
    if (wrong.empty()) {
        if (loaded->log.header.title.empty()) {
            loaded->log.header.title = loaded->name;
        }
        show(std::make_unique<session>(
            web::subject_of(std::make_shared<trace::recording>(std::move(loaded->log)))));
    }
    return give(std::move(wrong));
}

EMSCRIPTEN_KEEPALIVE void il_load_cancel()
{
    the_page->loading.reset();
}

/// Adds a constant of the program that is about to be opened. `type` is an index of parameter_type. `choices`
/// are separated by line feeds.
EMSCRIPTEN_KEEPALIVE void il_program_constant(const char* name, const char* help, int type, double min, double max,
                                              double step, double fallback, const char* unit, const char* choices)
{
    web::constant c{name, static_cast<lessons::parameter_type>(type), min, max, step, fallback, unit, {}, help};
    for (std::string_view rest = choices; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        c.choices.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    the_page->constants.push_back(std::move(c));
}

/// Opens the learner's own program with the constants added before. If it `compares`, there are two programs,
/// and the first constant chooses one. il_errands says which runs it needs.
EMSCRIPTEN_KEEPALIVE void il_program_open(const char* title, int compares)
{
    show(std::make_unique<session>(
        web::subject_of(title, std::exchange(the_page->constants, {}), the_page->errands, compares != 0)));
}

/// The runs that the program needs and that this function hasn't returned before.
EMSCRIPTEN_KEEPALIVE const char* il_errands()
{
    return give(the_page->errands.take());
}

/// Takes more events of such a run. Returns a sentence that says what is wrong with them, or an empty string.
EMSCRIPTEN_KEEPALIVE const char* il_errand_piece(int run, const char* texts, int texts_size, const char* events,
                                                 int events_size)
{
    return give(the_page->errands.give(static_cast<std::uint32_t>(run),
                                       {texts, static_cast<std::size_t>(texts_size)},
                                       {events, static_cast<std::size_t>(events_size)}));
}

/// The page has delivered everything that happens in a run up to `time`. If it has `ended`, nothing more will
/// come, and this is its exit code.
EMSCRIPTEN_KEEPALIVE void il_errand_reached(int run, double time, int ended, int exit_code)
{
    the_page->errands.reached(static_cast<std::uint32_t>(run), time, ended != 0, exit_code);
}

/// Goes to the last moment, up to position `before`, at which a task is at a line of the program.
EMSCRIPTEN_KEEPALIVE void il_show_line(int task, int line, int before)
{
    if (the_page->run) {
        session& run = *the_page->run;
        run.go(web::moment_at_line(run.whole().history().events(), static_cast<std::uint32_t>(task),
                                   static_cast<std::uint32_t>(line), static_cast<std::size_t>(before)));
        changed();
    }
}

/// Moves to the next moment at which a task is suspended at a line of the program. Returns whether there's one, as
/// far as the run is laid out.
EMSCRIPTEN_KEEPALIVE int il_run_to_line(int line)
{
    if (!the_page->run) {
        return 0;
    }
    session& run = *the_page->run;
    const std::size_t at = web::next_at_line(run.whole().history(), static_cast<std::uint32_t>(line), run.position());
    if (at == run.position()) {
        return 0;
    }
    run.go(at);
    changed();
    return 1;
}

/// The run waits at `time` for the reader to answer input().
EMSCRIPTEN_KEEPALIVE void il_errand_waits(int run, double time)
{
    the_page->errands.waits(static_cast<std::uint32_t>(run), time);
}

EMSCRIPTEN_KEEPALIVE const char* il_set(const char* name, const char* text)
{
    const std::string_view what = name;
    if (what == "slow" || what == "legend" || what == "more") {
        auto& panel = the_page->panel;
        (what == "slow" ? panel.slow : what == "more" ? panel.more : panel.legend) = std::string_view(text) == "true";
        return give("");
    }
    if (!the_page->run) {
        return give("");
    }
    changed();
    if (what.substr(0, 5) == "rows." || what.substr(0, 5) == "view.") {
        return give(web::panel::set(the_page->panel, what, text));
    }
    if (what == "what-if.here") {
        return give(web::panel::intervene(*the_page->run, the_page->panel, text));
    }
    return give(web::set(*the_page->run, what, text));
}

/// Hides what comes after the playhead, in these words; see web/view/session.hpp. `next` is -1 if the reader isn't asked
/// what runs next.
EMSCRIPTEN_KEEPALIVE void il_hide_future(const char* words, int next)
{
    if (the_page->run) {
        the_page->run->hide_future(words, next < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(next)));
        the_page->state_changed = true;
    }
}

EMSCRIPTEN_KEEPALIVE void il_command(const char* name)
{
    if (the_page->run && web::panel::command(*the_page->run, the_page->panel, name)) {
        changed();
    }
}

/// The task whose row is at a point of the canvas; 0 for none.
EMSCRIPTEN_KEEPALIVE int il_task_at(double x, double y)
{
    const web::panel::row_area& a = the_page->panel.own;
    const auto at = static_cast<float>(y);
    if (x < static_cast<double>(a.place.x - web::panel::lane_label) || x > static_cast<double>(a.place.x + a.place.width) ||
        at < a.place.y || at > a.place.y + a.place.height) {
        return 0;
    }
    const std::size_t row = a.row_at(at);
    return row < a.rows.size() && a.rows.all()[row].group.empty() ? static_cast<int>(a.rows.all()[row].task) : 0;
}

/// Begins a run that isn't shown, by the name of this number; see web/view/trial.hpp. Returns the errand if it has to be
/// made elsewhere.
EMSCRIPTEN_KEEPALIVE const char* il_trial(int number, const char* values, double seed, const char* what_if)
{
    auto& trial = the_page->trials[static_cast<std::size_t>(number)];
    if (the_page->run) {
        trial = std::make_unique<web::trial>(*the_page->run, values, static_cast<std::uint32_t>(seed), what_if);
    }
    return give(trial ? trial->errand() : "");
}

/// Runs it up to `until` seconds. Returns null, or once it's over, what it told.
EMSCRIPTEN_KEEPALIVE const char* il_trial_on(int number, double until, int sleeps)
{
    constexpr std::size_t piece = 20'000;  // events
    auto& trial = the_page->trials[static_cast<std::size_t>(number)];
    return give(trial && trial->errand().empty() && trial->go_on(until, piece) ? std::exchange(trial, nullptr)->told(sleeps != 0) : "null");
}

/// The stage was scrolled: `y` CSS pixels of the content are above the canvas.
EMSCRIPTEN_KEEPALIVE void il_scroll(double y)
{
    the_page->panel.scroll = static_cast<float>(y);
    the_page->panel.places.clear();  // don't animate what is scrolled
}

EMSCRIPTEN_KEEPALIVE void il_pointer(int kind, double x, double y, int button, int pointer)
{
    enum { move, down, up, leave, cancel };
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(pointer == 0   ? ImGuiMouseSource_Mouse
                           : pointer == 1 ? ImGuiMouseSource_TouchScreen
                                          : ImGuiMouseSource_Pen);
    if (kind == cancel) {
        // A cancelled pointer has no position. Release what it holds, without a click.
        io.ClearEventsQueue();
        ImGui::ClearActiveID();
        io.AddMouseButtonEvent(0, false);
        take_back_press();
    }
    if (kind == leave || kind == cancel) {
        io.AddMousePosEvent(-1e6F, -1e6F);
        return;
    }
    the_page->pointer = {static_cast<float>(x), static_cast<float>(y)};
    io.AddMousePosEvent(the_page->pointer.x, the_page->pointer.y);
    if (kind == down && button == 0) {
        remember_press();
        io.AddMouseButtonEvent(0, true);
    } else if (kind == up && button == 0) {
        the_page->pressed.reset();
        io.AddMouseButtonEvent(0, false);
    }
}

EMSCRIPTEN_KEEPALIVE int il_wheel_target(double x, double y)
{
    const web::panel::rect& r = the_page->panel.timeline;
    const auto fx = static_cast<float>(x);
    const auto fy = static_cast<float>(y);
    return fx >= r.x && fx <= r.x + r.width && fy >= r.y && fy <= r.y + r.height ? 1 : 0;
}

// Zooms around the moment at x.
EMSCRIPTEN_KEEPALIVE void il_pinch(double scale, double x, double /*y*/)
{
    if (the_page->run) {
        web::panel::pinch(the_page->panel, *the_page->run, scale, x);
    }
}

EMSCRIPTEN_KEEPALIVE int il_wheel(double dx, double dy, int /*ctrl*/)
{
    return the_page->run && web::panel::wheel(the_page->panel, *the_page->run, the_page->pointer, dx, dy) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE int il_frame(double elapsed)
{
    enum { again = 1, look = 2, address = 4, layout = 8 };
    page& p = *the_page;
    if (!p.run) {
        return 0;
    }
    session& run = *p.run;
    const double seen_to = web::panel::seen_to(p.panel, run);
    web::panel::open_more(p.panel, run);
    run.set_slow(p.panel.slow);
    run.tick(elapsed, seen_to);
    const bool goes_on = run.moves() || run.has_more(seen_to);
    bool more = goes_on;
    if (p.screen.usable()) {
        p.screen.begin_frame(static_cast<float>(elapsed));
        const web::panel::theme& colours = web::panel::theme_of(p.dark, p.contrast);
        const web::panel::intents wants =
            web::panel::draw(p.panel, run, colours, p.screen.type(), p.screen.size());
        p.screen.end_frame(colours.ground);
        if (web::panel::carry_out(run, wants)) {
            changed();
        }
        p.state_changed = p.state_changed || wants.asked;
        // A request shows in the next frame. That frame also handles the rest of input that arrived together.
        more = goes_on || run.moves() || run.has_more(seen_to) || wants.animating || p.state_changed || input_waits();
    }
    // Events that are made elsewhere can arrive while nothing moves.
    const auto known_of = [](const web::lookahead& r) { return 2 * r.history().size() + (r.complete() ? 1 : 0); };
    const std::size_t known = known_of(run.run()) + (run.beside() ? known_of(*run.beside()) : 0);
    if (run.generation() != p.told_generation || (!goes_on && known != p.told_known)) {
        p.state_changed = true;
        p.told_generation = run.generation();
        p.told_known = known;
    }
    if (run.position() != p.told_position || run.time() != p.told_time || run.playing() != p.told_playing) {
        p.state_changed = true;
        p.address_changed = p.address_changed || !run.playing();
        p.told_position = run.position();
        p.told_time = run.time();
        p.told_playing = run.playing();
    }
    if (run.slow() != p.told_slow) {
        p.state_changed = true;
        p.told_slow = run.slow();
    }
    const int result = (more ? again : 0) | (p.state_changed ? look : 0) | (p.address_changed ? address : 0) |
                       (p.panel.layout != p.told_layout ? layout : 0);
    p.address_changed = false;
    p.told_layout = p.panel.layout;
    return result;
}

EMSCRIPTEN_KEEPALIVE const char* il_state(int parts)
{
    enum { tables = 1 };
    the_page->state_changed = false;
    if (!the_page->run) {
        return give("null");
    }
    const session& run = *the_page->run;
    web::rows& shown = the_page->panel.own.rows;
    shown.update(run.history(), run.now(), the_page->panel.choice, run.generation());
    the_page->panel.differing.update(run);
    return give(web::state_json(run, shown, colour_of, (parts & tables) != 0, the_page->panel.differing,
                                the_page->panel.asked));
}

/// The variables of suspended coroutines, at the playhead.
EMSCRIPTEN_KEEPALIVE const char* il_variables()
{
    return give(the_page->run ? web::variables_json(*the_page->run, colour_of) : "null");
}

/// The number of warnings up to the playhead, how many more there are, and the warnings.
EMSCRIPTEN_KEEPALIVE int il_warned()
{
    return the_page->run ? static_cast<int>(the_page->panel.warned.so_far(*the_page->run)) : 0;
}
EMSCRIPTEN_KEEPALIVE int il_warned_more()
{
    return the_page->run ? static_cast<int>(the_page->panel.warned.more(*the_page->run)) : 0;
}
EMSCRIPTEN_KEEPALIVE const char* il_warnings()
{
    return give(the_page->run ? the_page->panel.warned.json(*the_page->run) : "[]");
}

EMSCRIPTEN_KEEPALIVE const char* il_outcome()
{
    return give(the_page->run ? web::outcome_json(*the_page->run) : "null");
}
EMSCRIPTEN_KEEPALIVE const char* il_summary()
{
    return give(the_page->run ? web::outcome_summary(*the_page->run) : "null");
}

/// The trace of the shown run in the format of docs/trace-format.md, as far as it's laid out, but at most up
/// to `until`, or to the playhead if what comes after it is hidden.
EMSCRIPTEN_KEEPALIVE const char* il_trace(double until)
{
    const session* const run = the_page->run.get();
    const double end = run && run->hides_future() ? std::min(until, run->time()) : until;
    return give(run ? trace::write(run->history().events(), {"", end}) : "null");
}

/// The same in pieces, for long runs: `count` events from event `from` on, with what comes before them in the
/// file, if it's the first. Empty after the last event. `beside` is for the run beside.
EMSCRIPTEN_KEEPALIVE const char* il_trace_piece(int beside, int from, int count)
{
    const session* const run = the_page->run.get();
    const web::lookahead* const of = !run ? nullptr : beside ? run->beside() : &run->run();
    json::writer out;
    if (of) {
        const trace::log& l = of->history().events();
        if (from == 0) {
            trace::write_header(out.begin_object(), l.header);
            out.key("events").begin_array();
        }
        const auto first = static_cast<std::size_t>(from);
        const std::size_t end = std::min(of->history().size(), first + static_cast<std::size_t>(count));
        for (std::size_t i = first; i < end; ++i) {
            trace::write(out.line(), l[i], l);
        }
    }
    return give(out.take());
}

/// What the timeline shows, for pictures of it: the axis's view, the playhead, up to when each run is known,
/// and which rows there are.
EMSCRIPTEN_KEEPALIVE const char* il_picture()
{
    const session* const run = the_page->run.get();
    if (!run) {
        return give("null");
    }
    const web::panel::state& panel = the_page->panel;
    const auto known = [run](const web::lookahead& r) {
        return run->hides_future() ? run->time() : r.complete() ? r.horizon() : std::max(r.horizon(), r.laid_out_to());
    };
    json::writer out;
    out.begin_object().field("from", panel.view.from).field("to", panel.view.to);
    out.field("steps", panel.axis == web::axis_kind::steps)
        .field("time", run->time())
        .field("position", run->position());
    out.key("place").begin_array();  // of the timeline on the canvas, without the names
    for (const float v : {panel.timeline.x, panel.timeline.y, panel.timeline.width, panel.timeline.height}) {
        out.value(static_cast<double>(v));
    }
    out.end_array().key("known").begin_array().value(known(run->run()));
    if (run->beside()) {
        out.value(known(*run->beside()));
    }
    out.end_array().field("filter", panel.choice.filter).field("states", panel.choice.states);
    out.field("order", static_cast<int>(panel.choice.order))
        .field("fold", panel.choice.fold)
        .key("open")
        .begin_array();
    for (const std::string& function : panel.choice.open) {
        out.value(function);
    }
    return give(out.end_array().end_object().take());
}

EMSCRIPTEN_KEEPALIVE const char* il_rect(const char* name)
{
    const auto place = the_page->panel.rects.find(name);
    if (place == the_page->panel.rects.end()) {
        return give("");
    }
    const web::panel::rect& r = place->second;
    json::writer out;
    out.begin_array();
    for (const float v : {r.x, r.y, r.width, r.height}) {
        out.value(static_cast<double>(v));
    }
    return give(out.end_array().text());
}

/// The canvas's buttons: pairs of a name and a label.
EMSCRIPTEN_KEEPALIVE const char* il_buttons()
{
    json::writer out;
    out.begin_array();
    for (const web::panel::button& b : the_page->panel.buttons) {
        out.begin_array().value(b.name).value(b.label).end_array();
    }
    return give(out.end_array().take());
}

/// Presses one of them: the next frame does what a click would.
EMSCRIPTEN_KEEPALIVE void il_press(const char* name)
{
    the_page->panel.pressed = name;
}

/// The axis of the last frame: the start and end of its view, in its units, then the x of its left end and
/// its width on the canvas.
EMSCRIPTEN_KEEPALIVE const char* il_view()
{
    const web::panel::state& panel = the_page->panel;
    json::writer out;
    out.begin_array().value(panel.view.from).value(panel.view.to);
    out.value(static_cast<double>(panel.own.place.x)).value(static_cast<double>(panel.own.place.width));
    return give(out.end_array().text());
}

/// What the reader has chosen to see: the settings of the address that are no settings of the run.
EMSCRIPTEN_KEEPALIVE const char* il_choices()
{
    return give(web::panel::choices_json(the_page->panel));
}

/// Whether the panel plays slowly at instants, whether its legend is open, and whether 'more' is: 1, 2 and 4.
EMSCRIPTEN_KEEPALIVE int il_switches()
{
    return (the_page->panel.slow ? 1 : 0) | (the_page->panel.legend ? 2 : 0) | (the_page->panel.more ? 4 : 0);
}

EMSCRIPTEN_KEEPALIVE int il_cursor()
{
    return static_cast<int>(the_page->panel.pointer);
}

/// The height in CSS pixels that the panel needs at its current width.
EMSCRIPTEN_KEEPALIVE int il_content_height()
{
    return static_cast<int>(the_page->panel.content_height);
}

}  // extern "C"

int main()
{
    the_page = std::make_unique<page>();
    return 0;
}
