#pragma once
// Why a task waits, and why it went on: a sentence for each wait and each wake-up, and the arrow from what
// woke it. Everything is derived when it's asked for, from trace::causes.

#include <optional>
#include <string>

#include "trace/causes.hpp"

namespace web {

/// A task's wake-up: what made it ready, and the step that followed.
struct wakeup {
    std::uint32_t task = 0;
    std::size_t queued = 0;        ///< position of the event with which it joined the ready queue
    std::size_t began = SIZE_MAX;  ///< position of the event with which it went on; SIZE_MAX if it didn't
    trace::cause why;
};

/// What began a segment in which a task is ready or runs, ended one in which it waits, or led to the step in
/// which it ended. Empty if nothing did.
std::optional<wakeup> wakeup_of(const trace::history& h, const trace::causes& all, const trace::lane& l,
                                const trace::segment& s);
/// The wake-up for which a task's callback is in the ready queue, or runs.
std::optional<wakeup> wakeup_of(const trace::history& h, const trace::causes& all,
                                const trace::queued_callback& c);

/// 'Resumed at 3.000 s: maker-1 put I into the queue; it was 2nd in the ready queue.' What comes after the
/// first `now` events is told in the future tense.
std::string sentence(const trace::history& h, const trace::causes& all, const wakeup& w, std::size_t now);

/// All of it for one segment: its state, when it begins and ends, what it waits for, and what woke it.
std::string explain(const trace::history& h, const trace::causes& all, const trace::lane& l,
                    const trace::segment& s, std::size_t now);

/// A segment that the reader has asked about: it stays so while that task has one that begins there.
struct question {
    std::uint32_t task = 0;
    std::size_t begin = 0;

    bool operator==(const question&) const = default;
};

/// That segment; null if there's none.
const trace::segment* asked_segment(const trace::history& h, const std::optional<question>& q);
/// What `explain` says of it, after the task's name: 'Task-2: Waiting …'.
std::string task_and_why(const trace::history& h, const trace::causes& all, const trace::lane& l,
                         const trace::segment& s, std::size_t now);

/// From what woke a task to the task. A moment is a time and a position.
struct arrow {
    std::uint32_t task = 0;  ///< whose code or end did it; 0 if a thread did
    std::uint32_t thread = 0;
    double from = 0;
    std::size_t from_position = 0;
    std::uint32_t woken = 0;
    double to = 0;
    std::size_t to_position = 0;
};

/// Empty if no other task and no thread woke it, as after a sleep.
std::optional<arrow> arrow_of(const trace::history& h, const wakeup& w);

/// Whom a task waits for, across tasks: 'main → Task-2: fetch → lock, held by Task-3'.
std::string who_is_awaited(const trace::history& h, const trace::snapshot& s, const trace::task_view& t);

}  // namespace web
