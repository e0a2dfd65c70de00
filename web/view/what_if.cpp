#include "web/view/what_if.hpp"

#include <algorithm>
#include <cmath>

#include "aio/str.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using trace::kind;

std::string name_of(const trace::history& h, std::uint32_t task)
{
    return task != 0 && task <= h.lanes().size() ? task_name(h, task) : "task " + std::to_string(task);
}

// Without digits that say nothing.
std::string short_seconds(double value)
{
    return aio::str(std::round(value * 1e6) / 1e6) + " s";
}

std::string moment_of(const trace::history& h, const lessons::intervention& i, std::size_t number)
{
    const auto& done = h.interventions();
    if (number < done.size()) {
        return "at " + short_seconds(h.events().events()[done[number]].time);
    }
    return i.time ? "at " + short_seconds(*i.time) : "after " + std::to_string(i.after_callbacks) + " callbacks";
}

// Why the intervention wasn't carried out, or an empty text.
std::string refusal(const session& s, std::size_t number)
{
    const trace::history& h = s.history();
    const auto& done = h.interventions();
    if (number < done.size()) {
        return h.events().text(h.events().events()[done[number]].other);
    }
    return s.complete() ? "the main task has ended by then" : "";
}

// Events that say what a program does. Others say how the loop comes to it.
bool tells(const trace::event& e)
{
    switch (e.kind) {
    case kind::task_created:
    case kind::task_stepped:
    case kind::task_suspended:
    case kind::task_ended:
    case kind::task_cancel:
    case kind::printed:
    case kind::held:
    case kind::uncaught:
    case kind::deadlock:
    case kind::finished:
        return true;
    default:
        return false;
    }
}

bool says_the_same(const trace::log& a, const trace::event& x, const trace::log& b, const trace::event& y)
{
    const bool texts = x.kind != kind::task_suspended;
    return x.kind == y.kind && x.time == y.time && x.task == y.task && x.by == y.by && x.detail == y.detail &&
           x.line == y.line && (!texts || a.text(x.text) == b.text(y.text));
}

std::size_t next_telling(const trace::history& h, std::size_t from)
{
    while (from < h.size() && !tells(h.events().events()[from])) {
        ++from;
    }
    return from;
}

std::string event_in_words(const trace::history& h, std::size_t position)
{
    const trace::event e = h.events().events()[position];
    const std::string task = name_of(h, e.kind == kind::printed || e.kind == kind::held ? e.by : e.task);
    const std::string& text = h.events().text(e.text);
    switch (e.kind) {
    case kind::task_created:
        return task + " is created";
    case kind::task_stepped:
        return task + " resumes";
    case kind::task_suspended:
        return task + " pauses in line " + std::to_string(e.line);
    case kind::task_ended:
        return task + (e.detail == 0 ? " is done" : e.detail == 1 ? " is cancelled" : " fails with " + text);
    case kind::task_cancel:
        return task + " is told to cancel";
    case kind::printed: {
        const std::string line = text.substr(0, std::min<std::size_t>(text.find('\n'), 60));
        return (e.by == 0 ? "the program" : task) + " prints ‘" + line + "’";
    }
    case kind::held:
        return task + " blocks the loop";
    case kind::uncaught:
        return "the program fails with " + text;
    case kind::deadlock:
        return "no task can run any more";
    default:
        return "the program ends";
    }
}

}  // namespace

std::string in_words(const trace::history& h, const lessons::intervention& i)
{
    const std::string task = name_of(h, i.task);
    switch (i.what) {
    case lessons::deed::cancel:
        return task + " is cancelled";
    case lessons::deed::raise:
        return task + "’s sleep raises " + std::string(lessons::raisable[i.error]);
    case lessons::deed::delay:
        return task + " sleeps " + short_seconds(i.seconds) + " longer";
    }
    return "";
}

void write_what_if(json::writer& out, const session& s)
{
    const auto& all = s.settings().interventions;
    out.key("what_if").begin_object().field("text", lessons::write(all));
    out.field("possible", s.what().takes_interventions()).field("pinned", s.pinned());
    out.field("difference", s.pinned() ? first_difference(s) : "").key("done").begin_array();
    for (std::size_t i = 0; i != all.size(); ++i) {
        out.begin_object().field("words", in_words(s.history(), all[i])).field("when", moment_of(s.history(), all[i], i));
        out.field("refused", refusal(s, i)).end_object();
    }
    out.end_array().end_object();
}

std::string words_beside(const session& s)
{
    if (s.pinned()) {
        return "the run that you pinned";
    }
    const lessons::parameter_info& p = s.what().parameters()[*s.what().compare()];
    return "the same with " + std::string(p.label) + ": " + value_in_words(p, s.value_beside());
}

std::string first_difference(const session& s)
{
    if (!s.beside()) {
        return "";
    }
    const trace::history& a = s.history();
    const trace::history& b = s.beside()->history();
    std::size_t i = 0;
    std::size_t k = 0;
    constexpr std::size_t most = 200'000;  // events, or it would take too long
    while (i < most) {
        i = next_telling(a, i);
        k = next_telling(b, k);
        if (i == a.size() || k == b.size()) {
            break;
        }
        if (!says_the_same(a.events(), a.events().events()[i], b.events(), b.events().events()[k])) {
            return "The two runs are the same until " + seconds(std::min(a.events().events()[i].time, b.events().events()[k].time)) +
                   ". Then, at " + seconds(a.events().events()[i].time) + ", " + event_in_words(a, i) +
                   "; in the pinned run, at " + seconds(b.events().events()[k].time) + ", " + event_in_words(b, k) + ".";
        }
        ++i;
        ++k;
    }
    const bool known = s.complete() && s.beside()->complete();
    return known && i == a.size() && k == b.size() ? "The two runs do the same." : "";
}

}  // namespace web
