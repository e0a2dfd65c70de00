#include "web/view/what_if.hpp"

#include <algorithm>

#include "compare.words.hpp"
#include "json/filled.hpp"
#include "json/formatted.hpp"
#include "web/view/address.hpp"
#include "web/view/describe.hpp"

namespace web {

namespace {

using trace::kind;

using json::filled;

// '1.5': as a learner writes it.
std::string number_text(double n)
{
    return json::formatted("%.6g", n);
}

std::string moment_of(const trace::history& h, const lessons::intervention& i, std::size_t number)
{
    const auto& done = h.interventions();
    if (number < done.size()) {
        const double time = h.events().events()[done[number]].time;
        const auto before = [](double t, const trace::instant& at) { return t < at.time; };
        const auto after = std::upper_bound(h.instants().begin(), h.instants().end(), time, before);
        const bool several = !i.time && after != h.instants().begin() && (after - 1)->time == time && (after - 1)->count > 1;
        return !several ? filled(words::deed_at, {number_text(time)})
                        : filled(words::deed_at_callback, {number_text(time), std::to_string(i.after_callbacks - (after - 1)->first),
                                                           std::to_string((after - 1)->count)});
    }
    return i.time ? filled(words::deed_at, {number_text(*i.time)})
                  : filled(words::deed_after, {std::to_string(i.after_callbacks)});
}

// The log has the reason in English, whatever the page's language is: lessons/intervening.cpp and Python's
// tracer say it.
std::string reason(const std::string& told)
{
    return told == "it isn't there yet" ? words::not_there_yet
           : told == "it has ended"     ? words::has_ended
           : told == "it doesn't sleep" ? words::not_asleep
                                        : told;
}

// Why the intervention wasn't carried out, or an empty text.
std::string refusal(const session& s, std::size_t number)
{
    const trace::history& h = s.history();
    const auto& done = h.interventions();
    if (number < done.size()) {
        return reason(h.events().text(h.events().events()[done[number]].other));
    }
    return s.complete() ? words::main_has_ended : "";
}

}  // namespace

std::string in_words(const trace::history& h, const lessons::intervention& i)
{
    const std::string task = task_or_number(h, i.task);
    switch (i.what) {
    case lessons::deed::cancel:
        return filled(words::deed_cancel, {task});
    case lessons::deed::raise:
        return filled(words::deed_raise, {task, lessons::raisable[i.error]});
    case lessons::deed::delay:
        return filled(words::deed_delay, {task, number_text(i.seconds)});
    }
    return "";
}

std::string what_was_done(const trace::history& h, std::size_t position)
{
    const trace::event e = h.events().events()[position];
    const auto& errors = lessons::raisable;
    const auto error = std::find(errors.begin(), errors.end(), h.events().text(e.text));
    lessons::intervention i{.what = static_cast<lessons::deed>(e.detail), .task = e.task, .seconds = e.value};
    i.error = error == errors.end() ? 0 : static_cast<std::size_t>(error - errors.begin());
    const std::string& refused = h.events().text(e.other);
    return refused.empty() ? in_words(h, i) : filled(words::deed_refused, {in_words(h, i), reason(refused)});
}

std::string describe_intervention(const trace::history& h, std::size_t position)
{
    return filled(words::deed_done,
                  {number_text(h.events().events()[position].time), what_was_done(h, position)});
}

void write_what_if(json::writer& out, const session& s, const differences& from_pinned)
{
    const auto& all = s.settings().interventions;
    out.key("what_if").begin_object().field("text", lessons::write(all));
    out.field("possible", s.what().takes_interventions()).field("pinned", s.pinned().has_value());
    out.field("pin", s.pinned() ? pinned_text(s) : "");
    out.field("difference", from_pinned.words()).key("done").begin_array();
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
        return words::pinned_run;
    }
    const lessons::parameter_info& p = s.what().parameters()[*s.what().compare()];
    return filled(words::same_with, {p.label, value_in_words(p, s.value_beside())});
}

}  // namespace web
