#include "web/view/parts.hpp"

#include <algorithm>
#include <span>

#include "json/filled.hpp"
#include "parts.words.hpp"
#include "trace/names.hpp"

namespace web {

namespace {

using json::filled;

constexpr std::size_t most_named = 4;

std::string name_of(const trace::history& h, const trace::part& p)
{
    return p.subject == 0                    ? words::part_unnamed
           : p.is == aio::wait_kind::task ? trace::name_of_task(h, p.subject)
                                             : trace::name_of_resource(h, p.subject);
}

// Those that are `done` or aren't before `position`, or all of them.
enum class which : std::uint8_t { done, pending, all };

/// Parts in a sentence: the names of the first few, and how many there are.
struct some_parts {
    std::string names;
    std::size_t count = 0;
};

some_parts parts(const trace::history& h, std::span<const trace::part> of, which w, std::size_t position,
                 const char* last = words::last_part)
{
    some_parts some;
    const auto counts = [&](const trace::part& p) {
        return w == which::all || h.is_done(p, position) == (w == which::done);
    };
    for (const trace::part& p : of) {
        some.count += (counts(p) ? 1 : 0) + (w == which::done ? 0 : p.more);
    }
    std::size_t named = 0;
    for (const trace::part& p : of) {
        if (counts(p)) {
            const bool cut = named == most_named;
            const std::string name = cut ? filled(words::more_parts, {std::to_string(some.count - named)}) : name_of(h, p);
            ++named;
            some.names = named == 1 ? name
                                    : filled(cut || named == some.count ? last : words::next_part, {some.names, name});
            if (cut) {
                break;
            }
        }
    }
    return some;
}

std::span<const trace::part> parts_of(const trace::history& h, std::uint32_t task, std::size_t position)
{
    return h.lanes()[task - 1].parts_at(position);
}

}  // namespace

std::string parts_in_words(const trace::history& h, const trace::lane& l, const trace::segment& s, std::size_t now)
{
    if (l.parts.empty() || s.state != trace::task_state::waiting) {
        return "";
    }
    const bool to_come = s.begin >= now;
    const std::span<const trace::part> told = l.parts_of(s, to_come ? SIZE_MAX : now);
    if (told.empty()) {
        return "";
    }
    const some_parts all = parts(h, told, which::all, now);
    const some_parts pending = parts(h, told, which::pending, now);
    if (to_come || s.end <= now || pending.count == all.count) {
        return filled(to_come        ? words::parts_to_come
                      : s.end <= now ? words::parts_before
                                     : words::parts_now,
                      {all.names});
    }
    const bool tasks = std::all_of(told.begin(), told.end(),
                                   [](const trace::part& p) { return p.is == aio::wait_kind::task; });
    const std::string count = filled(tasks ? words::so_many_tasks : words::so_many_things, {std::to_string(all.count)});
    const some_parts done = parts(h, told, which::done, now);
    return pending.count == 0 ? filled(words::all_parts_done(all.count), {all.names, count})
                              : filled(words::some_parts_done(done.count, pending.count), {count, done.names, pending.names});
}

std::string pending_names(const trace::history& h, std::uint32_t task, std::size_t position)
{
    return parts(h, parts_of(h, task, position), which::pending, position).names;
}

std::string pending_in_call(const trace::history& h, std::uint32_t task, std::size_t position)
{
    return parts(h, parts_of(h, task, position), which::pending, position, words::next_part).names;
}

std::vector<std::uint32_t> pending_tasks(const trace::history& h, std::uint32_t task, std::size_t position)
{
    std::vector<std::uint32_t> tasks;
    for (const trace::part& p : parts_of(h, task, position)) {
        if (p.is == aio::wait_kind::task && p.subject != 0 && !h.is_done(p, position)) {
            tasks.push_back(p.subject);
        }
    }
    return tasks;
}

std::uint32_t last_pending(const trace::history& h, std::uint32_t task, std::size_t position)
{
    const some_parts pending = parts(h, parts_of(h, task, position), which::pending, position);
    const std::vector<std::uint32_t> tasks = pending_tasks(h, task, position);
    return pending.count == 1 && tasks.size() == 1 ? tasks.front() : 0;
}

}  // namespace web
