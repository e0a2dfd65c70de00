#pragma once
// A queue that returns the newest item first. CPython: asyncio.LifoQueue.

#include <vector>

#include "aio/queue.hpp"

namespace aio {

namespace detail {

/// An item with its number, for queues whose order doesn't follow from the order of insertion.
template <class T>
struct numbered {
    T value;
    std::uint32_t number;
};

template <class T>
class lifo_state final : public queue_state<T> {
public:
    explicit lifo_state(std::int64_t maxsize) : queue_state<T>(resource_kind::lifo_queue, maxsize) {}

private:
    void store(T&& item) override
    {
        const std::uint32_t number = this->next_number();
        if (observer* o = this->watcher()) {
            o->item_put(this->id(), number, 0, item_text(item));
        }
        items_.push_back({std::move(item), number});
    }
    T take() override
    {
        numbered<T> last = std::move(items_.back());
        items_.pop_back();
        this->note_item_got(last.number);
        return std::move(last.value);
    }

    std::vector<numbered<T>> items_;
};

}  // namespace detail

/// A handle to a queue that returns the newest item first. Everything else is as in `queue`.
template <class T>
class lifo_queue : public queue<T> {
public:
    explicit lifo_queue(std::int64_t maxsize = 0) : queue<T>(new detail::lifo_state<T>(maxsize)) {}
};

}  // namespace aio
