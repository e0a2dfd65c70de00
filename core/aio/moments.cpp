#include "aio/detail/moments.hpp"

#include <algorithm>
#include <compare>
#include <utility>

namespace aio::detail {

bool moments::is_later(const item& a, const item& b) noexcept
{
    if (a.when != b.when) {
        return a.when > b.when;
    }
    return a.place != b.place ? a.place > b.place : a.number > b.number;
}

void moments::add(double when, rank place, std::function<void()> call)
{
    heap_.push_back({when, place, ++added_, std::move(call)});
    std::push_heap(heap_.begin(), heap_.end(), is_later);
}

void moments::go_on()
{
    std::pop_heap(heap_.begin(), heap_.end(), is_later);
    const std::function<void()> call = std::move(heap_.back().call);
    heap_.pop_back();
    call();
}

// Destroying the calls may add new ones.
void moments::clear() noexcept
{
    while (!heap_.empty()) {
        const std::vector<item> dropped = std::exchange(heap_, {});
    }
}

}  // namespace aio::detail
