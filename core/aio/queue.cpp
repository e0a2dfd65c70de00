#include "aio/queue.hpp"

namespace aio::detail {

queue_base::queue_base(resource_kind kind, std::int64_t maxsize)
    : resource(kind, maxsize > 0 ? static_cast<double>(maxsize) : 0),
      maxsize_(maxsize),
      most_(maxsize > 0 ? static_cast<std::size_t>(maxsize) : SIZE_MAX)
{
}

void queue_base::task_done()
{
    if (unfinished_ == 0) {
        throw value_error("task_done() called too many times");
    }
    --unfinished_;
    note_unfinished();
    if (unfinished_ == 0) {
        joiners_.wake(SIZE_MAX);
    }
}

void queue_base::shut_down(bool immediate)
{
    shut_down_ = true;
    note_closed(true);
    if (immediate) {
        while (!empty()) {
            drop_next();
            --size_;
            if (unfinished_ > 0) {
                --unfinished_;
                note_unfinished();
            }
        }
        if (unfinished_ == 0) {
            joiners_.wake(SIZE_MAX);
        }
    }
    getters_.call_all();
    putters_.call_all();
}

// One who was woken and is cancelled before it goes on lets the next one have the item.
coro<void> queue_base::wait_to_get(hidden)
{
    while (!can_get()) {
        place_in_line getter(*this, wait_role::getter, getters_);
        try {
            co_await getter;
        } catch (...) {
            getter.leave();
            if (!empty() && !getter.cancelled()) {
                getters_.call_next();
            }
            throw;
        }
    }
}

// Likewise with the room for an item.
coro<void> queue_base::wait_to_put(hidden)
{
    while (!can_put()) {
        place_in_line putter(*this, wait_role::putter, putters_);
        try {
            co_await putter;
        } catch (...) {
            putter.leave();
            if (!full() && !putter.cancelled()) {
                putters_.call_next();
            }
            throw;
        }
    }
}

coro<void> queue_base::wait_to_join(hidden)
{
    place_in_line joiner(*this, wait_role::joiner, joiners_);
    co_await joiner;
}

void queue_base::throw_no_item() const
{
    if (shut_down_) {
        throw queue_shut_down();
    }
    throw queue_empty();
}

void queue_base::throw_no_room() const
{
    if (shut_down_) {
        throw queue_shut_down();
    }
    throw queue_full();
}

}  // namespace aio::detail
