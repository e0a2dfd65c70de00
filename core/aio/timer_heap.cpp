#include "aio/detail/timer_heap.hpp"

namespace aio::detail {

void timer_heap::push(timer& t)
{
    const item i{t.when, t.id, &t};
    items_.push_back(i);
    sift_up(items_.size() - 1, i);
}

void timer_heap::remove(timer& t) noexcept
{
    const std::size_t place = t.place;
    t.place = timer::nowhere;
    const item last = items_.back();
    items_.pop_back();
    if (place == items_.size()) {
        return;
    }
    if (place > 0 && last < items_[(place - 1) / 2]) {
        sift_up(place, last);
    } else {
        sift_down(place, last);
    }
}

void timer_heap::sift_up(std::size_t place, const item& i) noexcept
{
    while (place > 0) {
        const std::size_t parent = (place - 1) / 2;
        if (!(i < items_[parent])) {
            break;
        }
        put(place, items_[parent]);
        place = parent;
    }
    put(place, i);
}

void timer_heap::sift_down(std::size_t place, const item& i) noexcept
{
    const std::size_t count = items_.size();
    for (;;) {
        std::size_t child = 2 * place + 1;
        if (child >= count) {
            break;
        }
        if (child + 1 < count && items_[child + 1] < items_[child]) {
            ++child;
        }
        if (!(items_[child] < i)) {
            break;
        }
        put(place, items_[child]);
        place = child;
    }
    put(place, i);
}

}  // namespace aio::detail
