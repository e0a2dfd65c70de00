// Wires the session, the panel and the screen together, and offers them to the page's JavaScript. Every
// function below is called from there; strings that are returned live until the next call.

#include <emscripten/emscripten.h>

#include <memory>
#include <string>
#include <string_view>

#include "imgui_internal.h"
#include "lessons/json.hpp"
#include "lessons/values.hpp"
#include "web/panel/panel.hpp"
#include "web/panel/screen.hpp"
#include "web/state_json.hpp"

namespace {

using web::session;

struct page {
    web::panel::screen screen;
    web::panel::state panel;
    std::unique_ptr<session> run;
    ImVec2 pointer;  // where it was last
    bool dark = false;
    std::string answer;  // the string that was returned last

    // What the page was last told, to tell it when to look again.
    std::size_t told_position = 0;
    double told_time = -1;
    bool told_playing = false;
    bool address_changed = false;
    bool state_changed = true;
};

std::unique_ptr<page> the_page;  // made by main, used by the exports; the browser is its owner

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

std::string set(session& run, std::string_view name, std::string_view text)
{
    lessons::reading reading;
    if (name == "seed") {
        reading = lessons::read_seed(text);
        if (reading.value) {
            run.set_seed(static_cast<std::uint32_t>(*reading.value));
        }
    } else if (name == "t") {
        reading = lessons::read_seconds("t", text);
        if (reading.value) {
            run.pause();
            run.seek(*reading.value);
        }
    } else if (name == "speed") {
        reading = lessons::read_number("speed", text, session::slowest, session::fastest);
        if (reading.value) {
            run.set_speed(*reading.value);
        }
    } else if (const auto index = lessons::find_parameter(run.what(), name)) {
        reading = lessons::read(run.what().parameters[*index], text);
        if (reading.value) {
            run.set(*index, *reading.value);
        }
    } else {
        reading.complaint = "This lesson has no parameter '" + std::string(name.substr(0, 40)) + "'.";
    }
    return reading.complaint;
}

void carry_out(session& run, const web::panel::intents& wants)
{
    if (wants.toggle) {
        run.playing() ? run.pause() : run.play();
    }
    if (wants.step) {
        run.step();
    }
    if (wants.step_back) {
        run.step_back();
    }
    if (wants.restart) {
        run.pause();
        run.restart();
    }
    if (wants.to_end) {
        run.to_end();
    }
    if (wants.seek) {
        run.pause();
        run.seek(*wants.seek);
    }
    if (wants.speed) {
        run.set_speed(*wants.speed);
    }
    if (wants.seed) {
        run.set_seed(*wants.seed);
    }
    for (const auto& [parameter, value] : wants.set) {
        run.set(parameter, value);
    }
    if (wants.toggle || wants.step || wants.step_back || wants.restart || wants.to_end || wants.seek ||
        wants.speed || wants.seed || !wants.set.empty()) {
        changed();
    }
}

// ImGui takes a press and its release in two frames, even when they came between the same two.
bool input_waits()
{
    return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}

std::string colour_of(std::uint32_t task)
{
    char text[8];
    web::panel::write_hex(web::panel::theme_of(the_page->dark).task(task), text);
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
    the_page->panel.places.clear();  // what a new size moves does not travel
}

EMSCRIPTEN_KEEPALIVE void il_preferences(int dark, int reduced_motion, int coarse)
{
    the_page->dark = dark != 0;
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
    the_page->run = std::make_unique<session>(*l);
    the_page->panel.view_chosen = false;
    the_page->panel.places.clear();
    the_page->state_changed = true;
    return 1;
}

EMSCRIPTEN_KEEPALIVE const char* il_set(const char* name, const char* text)
{
    if (!the_page->run) {
        return give("");
    }
    changed();
    return give(set(*the_page->run, name, text));
}

EMSCRIPTEN_KEEPALIVE void il_command(const char* name)
{
    if (!the_page->run) {
        return;
    }
    session& run = *the_page->run;
    web::panel::state& panel = the_page->panel;
    const std::string_view command = name;
    web::panel::intents wants;
    wants.toggle =
        command == "toggle" || (command == "play" && !run.playing()) || (command == "pause" && run.playing());
    wants.step = command == "step";
    wants.step_back = command == "step_back";
    wants.restart = command == "restart";
    wants.to_end = command == "end";
    constexpr double notch = 1.25;
    if (command == "speed_up" || command == "speed_down") {
        wants.speed = run.speed() * (command == "speed_up" ? notch : 1 / notch);
    } else if (command == "zoom_in" || command == "zoom_out") {
        panel.view = web::zoomed(panel.view, command == "zoom_in" ? notch : 1 / notch, run.time());
        panel.view_chosen = true;
    } else if (command == "fit") {
        panel.view_chosen = false;
    }
    carry_out(run, wants);
}

EMSCRIPTEN_KEEPALIVE void il_pointer(int kind, double x, double y, int button, int pointer)
{
    enum { move, down, up, leave, cancel };
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(pointer == 0   ? ImGuiMouseSource_Mouse
                           : pointer == 1 ? ImGuiMouseSource_TouchScreen
                                          : ImGuiMouseSource_Pen);
    if (kind == cancel) {
        // It tells no place. What is held is let go of as it is, without a click.
        io.ClearEventsQueue();
        ImGui::ClearActiveID();
        io.AddMouseButtonEvent(0, false);
    }
    if (kind == leave || kind == cancel) {
        io.AddMousePosEvent(-1e6F, -1e6F);
        return;
    }
    the_page->pointer = {static_cast<float>(x), static_cast<float>(y)};
    io.AddMousePosEvent(the_page->pointer.x, the_page->pointer.y);
    if (kind == down && button == 0) {
        io.AddMouseButtonEvent(0, true);
    } else if (kind == up && button == 0) {
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

// Zooms about the moment under x.
EMSCRIPTEN_KEEPALIVE void il_pinch(double scale, double x, double /*y*/)
{
    web::panel::state& panel = the_page->panel;
    const web::panel::rect& r = panel.timeline;
    const double around = web::time_at(panel.view, x, static_cast<double>(r.x), static_cast<double>(r.width));
    panel.view = web::zoomed(panel.view, scale, around);
    panel.view_chosen = true;
}

EMSCRIPTEN_KEEPALIVE int il_wheel(double dx, double dy, int /*ctrl*/)
{
    const ImVec2 at = the_page->pointer;
    const auto x = static_cast<double>(at.x);
    if (!il_wheel_target(x, static_cast<double>(at.y))) {
        return 0;
    }
    web::panel::state& panel = the_page->panel;
    if (dx * dx > dy * dy) {
        panel.view =
            web::panned(panel.view, dx / static_cast<double>(panel.timeline.width) * panel.view.span());
        panel.view_chosen = true;
    } else {
        constexpr double doubling = 300;  // CSS pixels of wheel
        il_pinch(__builtin_exp2(-dy / doubling), x, 0);
    }
    return 1;
}

EMSCRIPTEN_KEEPALIVE int il_frame(double elapsed)
{
    enum { again = 1, look = 2, address = 4 };
    page& p = *the_page;
    if (!p.run) {
        return 0;
    }
    session& run = *p.run;
    run.tick(elapsed);
    const double seen_to = p.panel.view.to;
    if (!run.complete() && !run.overflowed() && run.horizon() < seen_to) {
        run.look_ahead(seen_to);
    }
    bool more = run.playing();
    if (p.screen.usable()) {
        p.screen.begin_frame(static_cast<float>(elapsed));
        const web::panel::theme& colours = web::panel::theme_of(p.dark);
        const web::panel::intents wants =
            web::panel::draw(p.panel, run, colours, p.screen.type(), p.screen.size());
        p.screen.end_frame(colours.ground);
        carry_out(run, wants);
        // What was asked for shows in the next frame, where input that came together is also taken further.
        more = run.playing() || wants.animating || p.state_changed || input_waits();
    }
    if (run.position() != p.told_position || run.time() != p.told_time || run.playing() != p.told_playing) {
        p.state_changed = true;
        p.address_changed = p.address_changed || !run.playing();
        p.told_position = run.position();
        p.told_time = run.time();
        p.told_playing = run.playing();
    }
    const int result = (more ? again : 0) | (p.state_changed ? look : 0) | (p.address_changed ? address : 0);
    p.address_changed = false;
    return result;
}

EMSCRIPTEN_KEEPALIVE const char* il_state()
{
    the_page->state_changed = false;
    return give(the_page->run ? web::state_json(*the_page->run, colour_of) : "null");
}

EMSCRIPTEN_KEEPALIVE const char* il_outcome()
{
    return give(the_page->run ? web::outcome_json(*the_page->run) : "null");
}

EMSCRIPTEN_KEEPALIVE const char* il_rect(const char* name)
{
    const auto place = the_page->panel.rects.find(name);
    if (place == the_page->panel.rects.end()) {
        return give("");
    }
    const web::panel::rect& r = place->second;
    lessons::json out;
    out.begin_array();
    for (const float v : {r.x, r.y, r.width, r.height}) {
        out.value(static_cast<double>(v));
    }
    return give(out.end_array().text());
}

EMSCRIPTEN_KEEPALIVE int il_cursor()
{
    return the_page->panel.cursor;
}

/// The height in CSS pixels that the panel wants at its present width.
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
