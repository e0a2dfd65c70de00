#include "story.hpp"

#include "aio/print.hpp"

namespace tests {

namespace {

const char* word(aio::callback_kind k)
{
    switch (k) {
    case aio::callback_kind::step:
        return "step";
    case aio::callback_kind::wakeup:
        return "wakeup";
    case aio::callback_kind::timer:
        return "timer";
    case aio::callback_kind::done_callback:
        return "done callback";
    case aio::callback_kind::callback:
        return "callback";
    case aio::callback_kind::internal:
        return "internal";
    }
    return "";
}

std::string task(const trace::task_view& t, const trace::log& texts)
{
    std::string text = texts.text(t.name) + " " + trace::name(t.state);
    if (t.state == trace::task_state::waiting && t.waits == aio::wait_kind::task) {
        text += " for " + aio::str(t.subject);
    }
    return text + (t.error ? " " + texts.text(t.error) : "");
}

}  // namespace

std::string describe(const trace::snapshot& s, const trace::log& texts)
{
    std::string text = aio::str(s.time);
    const char* separator = " ";
    for (const trace::task_view& t : s.tasks) {
        text += separator + task(t, texts);
        separator = ", ";
    }
    separator = " | ";
    for (const trace::queued_callback& c : s.ready) {
        text += separator + std::string(word(c.kind)) + " " + aio::str(c.task);
        separator = ", ";
    }
    separator = " | at ";
    for (const trace::timer_view& t : s.due_order()) {
        text += separator + aio::str(t.when) + ": " + aio::str(t.task);
        separator = ", ";
    }
    return text + (s.finished ? " finished" : s.deadlocked ? " deadlock" : "") + "\n";
}

std::string story(const trace::log& events)
{
    trace::history h(events);
    h.follow();
    std::string text;
    for (const std::size_t boundary : h.boundaries()) {
        text += describe(h.at(boundary), events);
    }
    return text;
}

}  // namespace tests
