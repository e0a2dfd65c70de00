#include "trace/warning_text.hpp"

#include <algorithm>
#include <cstdio>

#include "json/filled.hpp"
#include "names.words.hpp"
#include "trace/names.hpp"
#include "trace/warnings.hpp"
#include "warnings.words.hpp"

namespace trace {

namespace {

using json::filled;

constexpr std::size_t most_named = 8;  // tasks in a sentence

std::string seconds(double time)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.3f", time);
    return filled(words::time, {text});
}

// 'for ann and 2 more in gather()'.
std::string for_several(const history& h, const blocked_task& b, const char* none, const char* one, const char* more)
{
    return b.holder == 0 ? none
                         : filled(b.others == 0 ? one : more, {name_of_task(h, b.holder), std::to_string(b.others)});
}

std::string awaited(const history& h, const blocked_task& b)
{
    switch (b.waits) {
    case aio::wait_kind::task:
        return filled(words::for_thing, {name_of_task(h, b.subject)});
    case aio::wait_kind::resource:
        return wanted_at(h, b.subject, b.role);
    case aio::wait_kind::future:
        return b.subject == 0 ? words::for_future : wanted_at(h, b.subject, b.role);
    case aio::wait_kind::gather:
        return for_several(h, b, words::for_gather, words::for_one_in_gather, words::for_more_in_gather);
    case aio::wait_kind::several:
        return for_several(h, b, words::for_several, words::for_one_in_several, words::for_more_in_several);
    case aio::wait_kind::group:
        return for_several(h, b, words::for_group, words::for_one_in_group, words::for_more_in_group);
    case aio::wait_kind::data:
        return words::for_data;
    default:
        return words::for_something;
    }
}

// 'ann waits for lock 2, which ben holds'.
std::string wait_of(const history& h, const blocked_task& b)
{
    const std::string text = filled(words::waits, {name_of_task(h, b.task), awaited(h, b)});
    const bool is_held =
        b.holder != 0 && (b.waits == aio::wait_kind::resource || b.waits == aio::wait_kind::future);
    if (is_held && b.holder == b.task) {
        return text + words::holds_it_itself;
    }
    return is_held ? text + filled(words::held_by, {name_of_task(h, b.holder)}) : text;
}

std::string waits_of(const history& h, const std::vector<blocked_task>& all, const char* between)
{
    std::string text;
    for (std::size_t i = 0; i != std::min(all.size(), most_named); ++i) {
        text += (i == 0 ? "" : between) + wait_of(h, all[i]);
    }
    const std::size_t more = all.size() - std::min(all.size(), most_named);
    return more == 0 ? text : text + between + filled(words::more_wait(more), {std::to_string(more)});
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
    std::string text = filled(words::not_done(w.amount), {std::to_string(w.amount)});
    for (std::size_t i = 0; i != w.waits.size(); ++i) {
        text += (i == 0 ? "; " : ", ") +
                filled(words::took, {name_of_task(h, w.waits[i].task), std::to_string(w.waits[i].subject)});
    }
    return text;
}

}  // namespace

std::string sentence(const history& h, const warning& w)
{
    const std::string task = w.task == 0 ? words::a_callback : name_of_task(h, w.task);
    const std::string& text = h.events().text(w.text);
    const std::string thing = name_of_resource(h, w.subject);
    switch (w.is) {
    case warning::what::held:
        return filled(words::held, {task, seconds(w.seconds)});
    case warning::what::never_awaited:
        return filled(words::never_awaited, {first_line(text)});
    case warning::what::never_retrieved:
        return w.task == 0 ? first_line(text) + "." : filled(words::never_retrieved, {task, text});
    case warning::what::destroyed:
        return w.task == 0 ? words::destroyed_task : filled(words::destroyed, {task});
    case warning::what::swallowed:
        return filled(words::swallowed, {task, seconds(w.time)});
    case warning::what::never_joined:
        return filled(words::never_joined, {task, thing, unfinished(h, w)});
    case warning::what::hang:
        return filled(words::hang, {waits_of(h, w.waits, words::between_waits)});
    case warning::what::deadlock:
        return filled(words::deadlock, {waits_of(h, w.waits, words::between_deadlocked)});
    case warning::what::growing:
        return filled(words::growing, {thing, std::to_string(w.amount)});
    case warning::what::never_yields:
        return filled(w.amount == warnings::many_turns ? words::many_turns : words::never_yields,
                      {task, std::to_string(w.amount), seconds(w.time)});
    case warning::what::long_lock:
        return filled(words::long_lock, {task, thing, seconds(lock_use::long_wait)});
    }
    return "";
}

}  // namespace trace
