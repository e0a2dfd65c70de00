#include "trace/queue_use.hpp"

#include <algorithm>

namespace trace {

namespace {

constexpr std::size_t most_looked_at = 8;  // joined queues, when a task ends
constexpr double at_once = 0.001;          // how long a task group takes to cancel its tasks

bool is_queue(aio::resource_kind k)
{
    return k == aio::resource_kind::queue || k == aio::resource_kind::lifo_queue ||
           k == aio::resource_kind::priority_queue;
}

// New tasks have higher numbers, so this usually appends.
void insert(std::vector<std::uint32_t>& tasks, std::uint32_t task)
{
    const auto place = std::lower_bound(tasks.begin(), tasks.end(), task);
    if (place == tasks.end() || *place != task) {
        tasks.insert(place, task);
    }
}

bool have_common(const std::vector<std::uint32_t>& some, const std::vector<std::uint32_t>& others)
{
    return std::any_of(some.begin(), some.end(),
                       [&](std::uint32_t t) { return std::binary_search(others.begin(), others.end(), t); });
}

const waiter_view* waiter_at(const resource_view& r, aio::wait_role role)
{
    const auto found = std::find_if(r.waiters.begin(), r.waiters.end(),
                                    [&](const waiter_view& w) { return w.role == role; });
    return found == r.waiters.end() ? nullptr : &*found;
}

bool has_limit(const snapshot& now, std::uint32_t task)
{
    return std::any_of(now.timers.begin(), now.timers.end(), [&](const timer_view& t) {
        return t.task == task && t.purpose != aio::timer_kind::sleep;
    });
}

// Whether the task waits for something else to happen at the queue.
bool waits_at(const task_view& t, const resource_view& r, aio::wait_role role)
{
    return t.state == task_state::waiting && t.waits == aio::wait_kind::resource && t.subject == r.id &&
           t.role == role;
}

}  // namespace

void queue_use::take(const snapshot& now, const event& e, std::vector<warning>& found)
{
    if (e.kind == kind::task_created) {
        hands_on_.push_back(false);
    }
    hand_on(now, e);
    confirm(now, found);
    if (e.kind == kind::resource_made) {
        uses_.emplace_back().is_queue = is_queue(static_cast<aio::resource_kind>(e.detail));
        return;
    }
    if (e.kind == kind::task_ended) {
        for (std::size_t i = 0; i != std::min(joined_.size(), most_looked_at); ++i) {
            look(now, joined_[i]);
        }
        return;
    }
    const bool suspended = e.kind == kind::task_suspended && e.subject != 0 &&
                           static_cast<aio::wait_kind>(e.detail) == aio::wait_kind::resource;
    const bool of_queue = e.kind == kind::item_put || e.kind == kind::item_got ||
                          e.kind == kind::resource_value || e.kind == kind::wait_began ||
                          e.kind == kind::wait_ended;
    if ((!suspended && !of_queue) || !uses_[e.subject - 1].is_queue) {
        return;
    }
    use& u = uses_[e.subject - 1];
    switch (e.kind) {
    case kind::item_put:
        put(now, e, u, found);
        break;
    case kind::item_got:
        got(e, u);
        break;
    case kind::resource_value:
        marked(e, u);
        break;
    case kind::task_suspended:
        look(now, e.subject);
        break;
    default:
        if (static_cast<aio::wait_role>(e.detail) == aio::wait_role::joiner) {
            std::erase(joined_, e.subject);
            if (const resource_view* const r = now.resource(e.subject);
                r && waiter_at(*r, aio::wait_role::joiner)) {
                joined_.push_back(e.subject);
            }
        }
        break;
    }
}

void queue_use::hand_on(const snapshot& now, const event& e)
{
    const auto sets = [&](const resource_view* r) {
        return r && (r->kind == aio::resource_kind::event || r->kind == aio::resource_kind::future);
    };
    if (e.by != 0 && (e.kind == kind::task_created || e.kind == kind::item_put ||
                      (e.kind == kind::resource_value && sets(now.resource(e.subject))))) {
        hands_on_[e.by - 1] = true;
    }
}

void queue_use::put(const snapshot& now, const event& e, use& u, std::vector<warning>& found)
{
    const resource_view* const r = now.resource(e.subject);
    u.by_nobody = u.by_nobody || e.by == 0;
    insert(u.putters, e.by);
    growth& g = u.grows;
    if (!r || r->limit > 0 || g.told) {
        return;
    }
    if (r->items.size() <= many_items / 4) {
        g = {.since = e.time, .position = now.position};
        return;
    }
    g.moments += g.moments == 0 || g.last_put != e.time ? 1 : 0;
    g.last_put = e.time;
    ++g.puts;
    const bool outpaced = r->items.size() >= many_items && g.gets >= many_moments && g.puts * 5 >= g.gets * 6;
    const bool forgotten = r->items.size() >= neglected && !u.was_taken_from;
    if (g.moments >= many_moments && (outpaced || forgotten) && !have_common(u.putters, u.takers)) {
        g.told = true;
        warning w{.is = warning::what::growing,
                  .time = g.since,
                  .position = g.position,
                  .task = e.by,
                  .subject = e.subject,
                  .amount = static_cast<std::uint32_t>(r->items.size())};
        if (const task_view* const t = now.task(e.by)) {
            w.text = t->function;
            w.line = t->line;
            w.file = t->file;
        }
        found.push_back(std::move(w));
    }
}

void queue_use::got(const event& e, use& u)
{
    ++u.grows.gets;
    u.was_taken_from = true;
    u.by_nobody = u.by_nobody || e.by == 0;
    insert(u.takers, e.by);
    const auto place = std::lower_bound(u.in_hand.begin(), u.in_hand.end(), std::pair(e.by, 0U));
    if (place != u.in_hand.end() && place->first == e.by) {
        ++place->second;
    } else {
        u.in_hand.insert(place, {e.by, 1});
    }
}

void queue_use::marked(const event& e, use& u)
{
    const auto mine = std::lower_bound(u.in_hand.begin(), u.in_hand.end(), std::pair(e.by, 0U));
    if (mine == u.in_hand.end() || mine->first != e.by) {
        u.marks_others = true;
        return;
    }
    insert(u.markers, e.by);
    if (--mine->second == 0) {
        u.in_hand.erase(mine);
    }
}

bool queue_use::cannot_return(const snapshot& now, std::uint32_t resource) const
{
    const use& u = uses_[resource - 1];
    const resource_view* const r = now.resource(resource);
    const waiter_view* const joiner = r ? waiter_at(*r, aio::wait_role::joiner) : nullptr;
    if (!joiner || joiner->task == 0 || u.by_nobody || u.marks_others || u.in_hand.empty() ||
        !r->items.empty()) {
        return false;
    }
    const auto is_lost = [&](const auto& taken) {
        const task_view& t = now.tasks[taken.first - 1];
        const bool own = !hands_on_[t.id - 1] || std::binary_search(u.markers.begin(), u.markers.end(), t.id);
        return own && (t.state == task_state::failed || t.state == task_state::cancelled ||
                       (waits_at(t, *r, aio::wait_role::getter) && !has_limit(now, t.id)));
    };
    const auto puts_no_more = [&](std::uint32_t task) {
        const task_view& t = now.tasks[task - 1];
        return t.ended() || waits_at(t, *r, aio::wait_role::joiner) ||
               waits_at(t, *r, aio::wait_role::getter);
    };
    return waits_at(now.tasks[joiner->task - 1], *r, aio::wait_role::joiner) &&
           !has_limit(now, joiner->task) && std::all_of(u.in_hand.begin(), u.in_hand.end(), is_lost) &&
           std::all_of(u.putters.begin(), u.putters.end(), puts_no_more);
}

void queue_use::look(const snapshot& now, std::uint32_t resource)
{
    use& u = uses_[resource - 1];
    if (!u.told && !u.suspect && cannot_return(now, resource)) {
        u.suspect = warning_of(now, resource);
        suspects_.push_back(resource);
    }
}

void queue_use::confirm(const snapshot& now, std::vector<warning>& found)
{
    std::erase_if(suspects_, [&](std::uint32_t resource) {
        use& u = uses_[resource - 1];
        if (now.time <= u.suspect->time + at_once) {
            return false;
        }
        if (!u.told && cannot_return(now, resource)) {
            u.told = true;
            found.push_back(std::move(*u.suspect));
        }
        u.suspect.reset();
        return true;
    });
}

bool queue_use::take_end(const snapshot& now, std::vector<warning>& found)
{
    bool any = false;
    for (const std::uint32_t resource : joined_) {
        use& u = uses_[resource - 1];
        any = true;
        if (u.told) {
            continue;
        }
        if (std::optional<warning> w = u.suspect ? std::move(u.suspect) : warning_of(now, resource)) {
            u.told = true;
            found.push_back(std::move(*w));
        }
    }
    suspects_.clear();
    return any;
}

std::optional<warning> queue_use::warning_of(const snapshot& now, std::uint32_t resource) const
{
    const use& u = uses_[resource - 1];
    const resource_view* const r = now.resource(resource);
    const waiter_view* const joiner = r ? waiter_at(*r, aio::wait_role::joiner) : nullptr;
    const task_view* const t = joiner ? now.task(joiner->task) : nullptr;
    if (!t) {
        return std::nullopt;
    }
    warning w{.is = warning::what::never_joined,
              .time = now.time,
              .position = now.position,
              .task = t->id,
              .subject = resource,
              .text = t->function,
              .line = t->line,
              .file = t->file,
              .amount = static_cast<std::uint32_t>(r->value)};
    constexpr std::size_t most_named = 3;
    for (const auto& [task, items] : u.in_hand) {
        if (task != 0 && w.waits.size() != most_named) {
            w.waits.push_back({.task = task, .subject = items});
        }
    }
    return w;
}

}  // namespace trace
