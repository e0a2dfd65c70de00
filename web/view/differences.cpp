#include "web/view/differences.hpp"

#include <algorithm>

#include "compare.words.hpp"
#include "json/filled.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using trace::kind;

using json::filled;

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
        called = is_by(e) && e.by == 0 ? words::the_program : name_of_task(h, task_of(e));
    }
    const std::string& text = h.events().text(e.text);
    switch (e.kind) {
    case kind::task_created:
        return filled(words::event_created, {called});
    case kind::task_stepped:
        return filled(words::event_resumes, {called});
    case kind::task_suspended:
        return filled(words::event_pauses, {called, std::to_string(e.line)});
    case kind::task_ended:
        return filled(e.detail == 0   ? words::event_done
                      : e.detail == 1 ? words::event_cancelled
                                      : words::event_fails,
                      {called, text});
    case kind::task_cancel:
        return filled(words::event_cancel, {called});
    case kind::printed:
        return filled(words::event_prints, {called, start_of(text.substr(0, text.find('\n')))});
    case kind::held:
        return filled(words::event_blocks, {called});
    case kind::uncaught:
        return filled(words::event_uncaught, {called, text});
    case kind::deadlock:
        return words::event_stuck;
    default:
        return words::event_ends;
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
    return filled(words::at_time, {seconds(h.events().events()[position].time),
                                   event_in_words(h, position, words::same_task)});
}

}  // namespace

std::string name_of_task(const trace::history& h, std::uint32_t task)
{
    return task == 0                  ? words::a_task
           : task <= h.lanes().size() ? task_name(h, task)
                                      : filled(words::task_number, {std::to_string(task)});
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
    return filled(words::task_differs, {name, p.here ? at_in_words(a, *p.here) : words::does_no_more,
                                        p.beside ? at_in_words(b, *p.beside) : words::does_no_more});
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
            return filled(words::runs_differ, {seconds(std::min(mine, other)), seconds(mine),
                                               event_in_words(a, i), seconds(other), event_in_words(b, k)});
        }
        ++i;
        ++k;
    }
    const bool known = s.complete() && s.beside()->complete();
    return known && i == a.size() && k == b.size() ? words::runs_agree : "";
}

}  // namespace web
