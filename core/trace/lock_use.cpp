#include "trace/lock_use.hpp"

namespace trace {

namespace {

constexpr double tolerance = 1e-9;  // the clock's own resolution

}  // namespace

void lock_use::take(const snapshot& now, const event& e, std::vector<warning>& found)
{
    if (!stretches_.empty() && e.time - stretches_.front().since > long_wait + tolerance) {
        look(now, found);
    }
    switch (e.kind) {
    case kind::resource_made:
        uses_.emplace_back();
        break;
    case kind::resource_dropped:
        uses_[e.subject - 1] = {};
        break;
    case kind::resource_held:
    case kind::wait_began:
    case kind::wait_ended:
        update(now, e.subject);
        break;
    default:
        break;
    }
}

void lock_use::update(const snapshot& now, std::uint32_t resource)
{
    const resource_view* const r = now.resource(resource);
    if (!r || r->kind != aio::resource_kind::lock) {
        return;
    }
    use& u = uses_[resource - 1];
    const std::uint32_t holder = r->holders.empty() || r->waiters.empty() ? 0 : r->holders.front();
    if (holder == 0) {
        u = {};
    } else if (u.holder != holder || u.number == 0) {
        u = {++count_, holder};
        stretches_.push_back({resource, holder, count_, now.time, now.position});
    }
}

// Those that have lasted long enough.
void lock_use::look(const snapshot& now, std::vector<warning>& found)
{
    while (!stretches_.empty() && now.time - stretches_.front().since > long_wait + tolerance) {
        const stretch s = stretches_.front();
        stretches_.erase(0);
        const task_view* const t = now.task(s.holder);
        const bool lasts = uses_[s.resource - 1].number == s.number;
        const bool suspended = t && (t->state == task_state::waiting || t->state == task_state::sleeping);
        const bool at_lock =
            suspended && t->waits == aio::wait_kind::resource && t->role == aio::wait_role::acquirer;
        if (lasts && suspended && !at_lock) {
            found.push_back({.is = warning::what::long_lock,
                             .time = s.since,
                             .position = s.position,
                             .task = s.holder,
                             .subject = s.resource,
                             .text = t->function,
                             .line = t->line,
                             .file = t->file});
        }
    }
}

}  // namespace trace
