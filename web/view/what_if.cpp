#include "web/view/what_if.hpp"

#include <algorithm>

#include "json/formatted.hpp"
#include "web/view/describe.hpp"

namespace web {

namespace {

using trace::kind;

using json::formatted;

std::string name_of(const trace::history& h, std::uint32_t task)
{
    return task == 0 ? "a task" : task <= h.lanes().size() ? task_name(h, task) : formatted("task %u", task);
}

std::string moment_of(const trace::history& h, const lessons::intervention& i, std::size_t number)
{
    const auto& done = h.interventions();
    if (number < done.size()) {
        return formatted("at %.6g s", h.events().events()[done[number]].time);
    }
    return i.time ? formatted("at %.6g s", *i.time) : formatted("after %zu callbacks", i.after_callbacks);
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
    const bool by = e.kind == kind::printed || e.kind == kind::held;
    const std::string name = by && e.by == 0 ? "the program" : name_of(h, by ? e.by : e.task);
    const char* const task = name.c_str();
    const std::string& text = h.events().text(e.text);
    switch (e.kind) {
    case kind::task_created:
        return formatted("%s is created", task);
    case kind::task_stepped:
        return formatted("%s resumes", task);
    case kind::task_suspended:
        return formatted("%s pauses in line %u", task, e.line);
    case kind::task_ended:
        return formatted(e.detail == 0   ? "%s is done"
                         : e.detail == 1 ? "%s is cancelled"
                                         : "%s fails with %s",
                         task, text.c_str());
    case kind::task_cancel:
        return formatted("%s is told to cancel", task);
    case kind::printed:
        return formatted("%s prints ‘%.*s’", task,
                         static_cast<int>(std::min(text.find('\n'), std::size_t{60})), text.c_str());
    case kind::held:
        return formatted("%s blocks the loop", task);
    case kind::uncaught:
        return formatted("the program fails with %s", text.c_str());
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
        return formatted("%s is cancelled", task.c_str());
    case lessons::deed::raise:
        return formatted("%s’s sleep raises %s", task.c_str(), lessons::raisable[i.error].data());
    case lessons::deed::delay:
        return formatted("%s sleeps %.6g s longer", task.c_str(), i.seconds);
    }
    return "";
}

std::string describe_intervention(const trace::history& h, std::size_t position)
{
    const trace::event e = h.events().events()[position];
    const auto& errors = lessons::raisable;
    const auto error = std::find(errors.begin(), errors.end(), h.events().text(e.text));
    lessons::intervention i{.what = static_cast<lessons::deed>(e.detail), .task = e.task, .seconds = e.value};
    i.error = error == errors.end() ? 0 : static_cast<std::size_t>(error - errors.begin());
    const std::string& refused = h.events().text(e.other);
    return formatted("At %.6g s, %s%s%s.", e.time, in_words(h, i).c_str(),
                     refused.empty() ? "" : ": that can’t be done, ", refused.c_str());
}

void write_what_if(json::writer& out, const session& s)
{
    const auto& all = s.settings().interventions;
    out.key("what_if").begin_object().field("text", lessons::write(all));
    out.field("possible", s.what().takes_interventions()).field("pinned", s.pinned());
    out.field("difference", s.pinned() ? first_difference(s) : "").key("done").begin_array();
    for (std::size_t i = 0; i != all.size(); ++i) {
        out.begin_object()
            .field("words", in_words(s.history(), all[i]))
            .field("when", moment_of(s.history(), all[i], i));
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
    return formatted("the same with %s: %s", std::string(p.label).c_str(),
                     value_in_words(p, s.value_beside()).c_str());
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
            const double mine = a.events().events()[i].time;
            const double other = b.events().events()[k].time;
            return formatted("The two runs are the same until %.3f s. Then, at %.3f s, %s; in the pinned "
                             "run, at %.3f s, %s.",
                             std::min(mine, other), mine, event_in_words(a, i).c_str(), other,
                             event_in_words(b, k).c_str());
        }
        ++i;
        ++k;
    }
    const bool known = s.complete() && s.beside()->complete();
    return known && i == a.size() && k == b.size() ? "The two runs do the same." : "";
}

}  // namespace web
