#include "trace/ready_queue.hpp"

namespace trace {

namespace {

bool is_call(const queued_callback& c)
{
    return !c.of_task() && c.timer != 0;
}

std::uint64_t key(const queued_callback& c)
{
    return static_cast<std::uint64_t>(c.kind) << 32 | c.timer;
}

bool same(const queued_callback& a, const queued_callback& b)
{
    return a.kind == b.kind && a.task == b.task && a.timer == b.timer;
}

}  // namespace

std::uint32_t ready_queue::push(queued_callback c)
{
    c.id = ++joined_;
    if (is_call(c)) {
        calls_[key(c)] = c.id;
    }
    entries_.push_back(c);
    return c.id;
}

queued_callback ready_queue::pop()
{
    const queued_callback c = entries_.front();
    forget(c);
    entries_.pop_front();
    return c;
}

void ready_queue::withdraw(const queued_callback& c, std::uint32_t likely)
{
    if (is_call(c)) {
        const auto known = calls_.find(key(c));
        likely = known == calls_.end() ? 0 : known->second;
    }
    const queued_callback* found = entries_.find(likely);
    if (!found || !same(*found, c)) {
        const auto place =
            std::find_if(begin(), end(), [&](const queued_callback& other) { return same(other, c); });
        found = place == end() ? nullptr : &*place;
    }
    if (found) {
        forget(*found);
        entries_.erase(found->id);
    }
}

void ready_queue::forget(const queued_callback& c)
{
    if (is_call(c)) {
        const auto known = calls_.find(key(c));
        if (known != calls_.end() && known->second == c.id) {
            calls_.erase(known);
        }
    }
}

}  // namespace trace
