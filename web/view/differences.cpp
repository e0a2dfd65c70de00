#include "web/view/differences.hpp"

#include <algorithm>
#include <utility>

#include "compare.words.hpp"
#include "json/filled.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using trace::kind;

using json::filled;

constexpr std::size_t most = 200'000;  // events, or it would take too long

// Events that say what a program does. Others say how the loop gets there.
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
        called = is_by(e) && e.by == 0 ? words::the_program : task_or_number(h, task_of(e));
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

// The positions of the first events that differ, in the two runs; one of them has none if it's its size.
std::pair<std::size_t, std::size_t> first_difference(const trace::history& a, const trace::history& b)
{
    std::size_t i = next_telling(a, 0);
    std::size_t k = next_telling(b, 0);
    while (i < a.size() && k < b.size() && i < most &&
           says_the_same(a.events(), a.events().events()[i], b.events(), b.events().events()[k])) {
        i = next_telling(a, i + 1);
        k = next_telling(b, k + 1);
    }
    return {i, k};
}

// 'Task-2 resumes at 4.000 s instead of 2.000 s', or what each of them does.
std::string first_in_words(const trace::history& a, std::size_t i, const trace::history& b, std::size_t k)
{
    const double mine = a.events().events()[i].time;
    const double other = b.events().events()[k].time;
    const std::string here = event_in_words(a, i);
    const std::string there = event_in_words(b, k);
    if (here == there && mine != other) {
        return filled(words::at_other_time, {here, seconds(mine), seconds(other)});
    }
    return mine == other ? filled(words::other_at_same_time, {seconds(mine), here, there})
                         : filled(words::other_at_other_time, {seconds(mine), here, seconds(other), there});
}

// How a whole run ends.
struct ending {
    enum { done, fails, hangs } is = done;
    double time = 0;
    std::string error;
};

ending ending_of(const trace::history& h)
{
    const trace::snapshot& last = h.head();
    if (last.deadlocked) {
        return {ending::hangs, last.time, ""};
    }
    return {last.error != 0 ? ending::fails : ending::done, last.time, h.events().text(last.error)};
}

// 'ends at 2.000 s instead of 1.500 s'; empty if both end alike.
std::string ends_in_words(const trace::history& a, const trace::history& b)
{
    const ending mine = ending_of(a);
    const ending other = ending_of(b);
    const auto in_words = [](const ending& e, bool first) {
        return filled(e.is == ending::hangs   ? (first ? words::hangs_at : words::hanging_at)
                      : e.is == ending::fails ? (first ? words::fails_at : words::failing_at)
                                              : (first ? words::ends_at : words::ending_at),
                      {seconds(e.time), e.error});
    };
    if (mine.is != other.is || mine.error != other.error) {
        return filled(words::instead_of, {in_words(mine, true), in_words(other, false)});
    }
    return mine.time == other.time ? "" : filled(words::instead_of, {in_words(mine, true), seconds(other.time)});
}

// 'prints ‘balance 50’ instead of ‘balance 100’'; empty if both print the same lines.
std::string prints_in_words(const trace::history& a, const trace::history& b)
{
    const std::size_t mine = a.shown_lines_at(a.size());
    const std::size_t other = b.shown_lines_at(b.size());
    const auto same = [&](std::size_t i) { return a.shown_line(i).text == b.shown_line(i).text; };
    const std::size_t both = std::min(mine, other);
    std::size_t different = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i != both; ++i) {
        different += same(i) ? 0 : 1;
        last = same(i) ? last : i;
    }
    if (mine != other) {
        return mine == 0 ? words::prints_nothing
                         : filled(words::prints_more_or_fewer(mine),
                                  {std::to_string(mine), other == 0 ? words::no_lines : std::to_string(other)});
    }
    if (different == 0) {
        return "";
    }
    const auto sorted = [](const trace::history& h, std::size_t count) {
        std::vector<std::string> all;
        for (std::size_t i = 0; i != count; ++i) {
            all.push_back(h.shown_line(i).text);
        }
        std::sort(all.begin(), all.end());
        return all;
    };
    if (different > 1 && sorted(a, mine) == sorted(b, other)) {
        return words::prints_in_another_order;
    }
    const std::string text = filled(words::prints_instead, {start_of(a.shown_line(last).text), start_of(b.shown_line(last).text)});
    return different == 1 ? text
                          : filled(words::more_lines_differ(different - 1), {text, std::to_string(different - 1)});
}

// How the first run's end differs, and then where it first does something else. Empty if that isn't known.
std::string compared_in_words(const trace::history& a, const trace::history& b, bool complete)
{
    const auto [i, k] = first_difference(a, b);
    const bool parts = i < std::min(a.size(), most) && k < b.size();
    if (!parts && (!complete || i < a.size() || k < b.size())) {
        return "";
    }
    if (!parts) {
        return words::runs_agree;
    }
    const std::string first = filled(words::first_differs, {first_in_words(a, i, b, k)});
    if (!complete) {
        return first;
    }
    const std::string prints = prints_in_words(a, b);
    const std::string ends = ends_in_words(a, b);
    if (prints.empty() && ends.empty()) {
        return filled(words::same_outcome, {first});
    }
    const bool both = !prints.empty() && !ends.empty();
    return filled(words::other_outcome, {both ? filled(words::both_differ, {prints, ends}) : prints + ends, first});
}

std::string at_in_words(const trace::history& h, std::size_t position)
{
    return filled(words::at_time, {seconds(h.events().events()[position].time),
                                   event_in_words(h, position, words::same_task)});
}

}  // namespace

std::string task_or_number(const trace::history& h, std::uint32_t task)
{
    return task == 0                  ? words::a_task
           : task <= h.lanes().size() ? task_name(h, task)
                                      : filled(words::task_number, {std::to_string(task)});
}

std::vector<std::optional<parting>> partings(const trace::history& a, const trace::history& b, bool complete)
{
    const auto here = by_task(a);
    const auto beside = by_task(b);
    std::vector<std::optional<parting>> all(std::max(here.size(), beside.size()));
    for (std::size_t task = 1; task != all.size(); ++task) {
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
            all[task] = parting{i == mine.end() ? std::nullopt : std::optional(*i),
                                k == theirs.end() ? std::nullopt : std::optional(*k)};
        }
    }
    return all;
}

void differences::update(const session& s)
{
    if (!s.pinned() || !s.beside()) {
        all_.clear();
        any_ = false;
        words_.clear();
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
    words_ = compared_in_words(a, b, s.complete() && s.beside()->complete());
    all_ = partings(a, b, complete);
    any_ = std::any_of(all_.begin(), all_.end(), [](const auto& each) { return each.has_value(); });
}

const parting* differences::of(std::uint32_t task) const noexcept
{
    return task < all_.size() && all_[task] ? &*all_[task] : nullptr;
}

std::string parting_in_words(const session& s, std::uint32_t task, const parting& p)
{
    const trace::history& a = s.history();
    const trace::history& b = s.beside()->history();
    const std::string name = task_or_number(task <= a.lanes().size() ? a : b, task);
    return filled(words::task_differs, {name, p.here ? at_in_words(a, *p.here) : words::does_no_more,
                                        p.beside ? at_in_words(b, *p.beside) : words::does_no_more});
}

}  // namespace web
