#include "trace/warning_text.hpp"

#include <algorithm>
#include <cstdio>

#include "trace/names.hpp"
#include "trace/warnings.hpp"

namespace trace {

namespace {

constexpr std::size_t most_named = 8;  // tasks in a sentence

std::string seconds(double time)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.3f s", time);
    return text;
}

std::string number(std::uint32_t n, const char* noun)
{
    return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

// 'ann waits for lock 2, which ben holds'.
std::string wait_of(const history& h, const blocked_task& b)
{
    std::string text = name_of_task(h, b.task) + " waits ";
    switch (b.waits) {
    case aio::wait_kind::task:
        return text + "for " + name_of_task(h, b.subject);
    case aio::wait_kind::resource:
        text += wanted_at(h, b.subject, b.role);
        break;
    case aio::wait_kind::future:
        text += b.subject == 0 ? "for a future" : wanted_at(h, b.subject, b.role);
        break;
    case aio::wait_kind::gather:
        return text + "for a gather";
    case aio::wait_kind::several:
        return text + "for one of several";
    case aio::wait_kind::group:
        return text + "for the tasks of its group";
    case aio::wait_kind::data:
        return text + "for data";
    default:
        return text + "for something";
    }
    if (b.holder == b.task && b.holder != 0) {
        return text + ", which it holds itself";
    }
    return text + (b.holder == 0 ? "" : ", which " + name_of_task(h, b.holder) + " holds");
}

std::string waits_of(const history& h, const std::vector<blocked_task>& all, const char* between)
{
    std::string text;
    for (std::size_t i = 0; i != std::min(all.size(), most_named); ++i) {
        text += (i == 0 ? "" : between) + wait_of(h, all[i]);
    }
    const std::size_t more = all.size() - std::min(all.size(), most_named);
    return text + (more == 0 ? "" : between + std::to_string(more) + " more tasks wait");
}

// The name in "coroutine 'Client.fetch' was never awaited".
std::string first_line(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

std::string unfinished(const history& h, const warning& w)
{
    if (w.amount == 0) {
        return "";
    }
    std::string text =
        ": " + number(w.amount, "item") + (w.amount == 1 ? " isn't" : " aren't") + " marked as done";
    for (std::size_t i = 0; i != w.waits.size(); ++i) {
        text += (i == 0 ? "; " : ", ") + name_of_task(h, w.waits[i].task) + " took " +
                std::to_string(w.waits[i].subject);
    }
    return text;
}

}  // namespace

std::string sentence(const history& h, const warning& w)
{
    const std::string task = w.task == 0 ? "a callback" : name_of_task(h, w.task);
    const std::string& text = h.events().text(w.text);
    const std::string thing = name_of_resource(h, w.subject);
    switch (w.is) {
    case warning::what::held:
        return task + " held the loop for " + seconds(w.seconds) + ": nothing else could run.";
    case warning::what::never_awaited:
        return first_line(text) + ", so it didn't run.";
    case warning::what::never_retrieved:
        return w.task == 0 ? first_line(text) + "."
                           : task + " failed with " + text + ", and its exception was never retrieved.";
    case warning::what::destroyed:
        return (w.task == 0 ? std::string("A task") : task) +
               " was destroyed before it was done: nothing referred to it.";
    case warning::what::swallowed:
        return task + " was cancelled at " + seconds(w.time) + ", and went on as before.";
    case warning::what::never_joined:
        return task + " waits in join() of the " + thing + " forever" + unfinished(h, w) + ".";
    case warning::what::hang:
        return "Nothing can run any more: " + waits_of(h, w.waits, "; ") + ".";
    case warning::what::deadlock:
        return "Deadlock: " + waits_of(h, w.waits, ", and ") + ".";
    case warning::what::growing:
        return "The " + thing + " only grows: it has " + std::to_string(w.amount) + " items, and no maxsize.";
    case warning::what::never_yields:
        return task + (w.amount == warnings::many_turns
                           ? " took " + std::to_string(w.amount) + " turns at " + seconds(w.time) +
                                 ", and time can't pass."
                           : " did " + std::to_string(w.amount) + " things without letting others run.");
    case warning::what::long_lock:
        return task + " held the " + thing + " for more than " + seconds(lock_use::long_wait) +
               " while it waited for something else, and others waited for the " + thing + ".";
    }
    return "";
}

}  // namespace trace
