#include "web/view/differences.hpp"

#include <algorithm>

#include "json/formatted.hpp"
#include "web/view/describe.hpp"

namespace web {

namespace {

using trace::kind;

using json::formatted;

constexpr std::size_t most = 200'000;  // events, or it would take too long

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

bool is_by(const trace::event& e)
{
    return e.kind == kind::printed || e.kind == kind::held;
}

std::uint32_t task_of(const trace::event& e)
{
    return is_by(e) ? e.by : e.task;
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

// A text's first characters, with '…' if there are more.
std::string start_of(std::string text)
{
    constexpr std::size_t most_bytes = 60;
    if (text.size() <= most_bytes) {
        return text;
    }
    std::size_t end = most_bytes;
    while (end != 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;  // it's within a character
    }
    return text.substr(0, end) + "…";
}

// `called` is the task's name in the sentence.
std::string event_in_words(const trace::history& h, std::size_t position, std::string called = "")
{
    const trace::event e = h.events().events()[position];
    if (called.empty()) {
        called = is_by(e) && e.by == 0 ? "the program" : name_of_task(h, task_of(e));
    }
    const char* const task = called.c_str();
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
        return formatted("%s prints ‘%s’", task, start_of(text.substr(0, text.find('\n'))).c_str());
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

// The positions of each task's telling events, by task.
std::vector<std::vector<std::size_t>> by_task(const trace::history& h)
{
    std::vector<std::vector<std::size_t>> all(h.lanes().size() + 1);
    for (std::size_t i = 0; i != std::min(h.size(), most); ++i) {
        const trace::event& e = h.events().events()[i];
        if (tells(e)) {
            all[task_of(e)].push_back(i);
        }
    }
    return all;
}

std::string at_in_words(const trace::history& h, std::size_t position)
{
    return formatted("at %.3f s %s", h.events().events()[position].time,
                     event_in_words(h, position, "it").c_str());
}

}  // namespace

std::string name_of_task(const trace::history& h, std::uint32_t task)
{
    return task == 0 ? "a task" : task <= h.lanes().size() ? task_name(h, task) : formatted("task %u", task);
}

void differences::update(const session& s)
{
    if (!s.pinned() || !s.beside()) {
        all_.clear();
        any_ = false;
        generation_ = 0;
        return;
    }
    const trace::history& a = s.history();
    const trace::history& b = s.beside()->history();
    const bool complete = s.complete() && s.beside()->complete() && std::max(a.size(), b.size()) <= most;
    if (generation_ == s.generation() && here_ == a.size() && beside_ == b.size() && complete_ == complete) {
        return;
    }
    generation_ = s.generation();
    here_ = a.size();
    beside_ = b.size();
    complete_ = complete;
    const auto here = by_task(a);
    const auto beside = by_task(b);
    all_.assign(std::max(here.size(), beside.size()), {});
    any_ = false;
    for (std::size_t task = 1; task != all_.size(); ++task) {
        const std::vector<std::size_t> none;
        const auto& mine = task < here.size() ? here[task] : none;
        const auto& theirs = task < beside.size() ? beside[task] : none;
        const auto [i, k] = std::mismatch(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                                          [&](std::size_t x, std::size_t y) {
                                              return says_the_same(a.events(), a.events().events()[x],
                                                                   b.events(), b.events().events()[y]);
                                          });
        const bool both = i != mine.end() && k != theirs.end();
        if (both || (complete && (i != mine.end() || k != theirs.end()))) {
            all_[task] = parting{i == mine.end() ? std::nullopt : std::optional(*i),
                                 k == theirs.end() ? std::nullopt : std::optional(*k)};
            any_ = true;
        }
    }
}

const parting* differences::of(std::uint32_t task) const noexcept
{
    return task < all_.size() && all_[task] ? &*all_[task] : nullptr;
}

std::string in_words(const session& s, std::uint32_t task, const parting& p)
{
    const trace::history& a = s.history();
    const trace::history& b = s.beside()->history();
    const std::string name = name_of_task(task <= a.lanes().size() ? a : b, task);
    return formatted("%s does something else in the pinned run: here, %s; there, %s.", name.c_str(),
                     p.here ? at_in_words(a, *p.here).c_str() : "it does nothing more",
                     p.beside ? at_in_words(b, *p.beside).c_str() : "it does nothing more");
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
