#pragma once
// A queue that returns the smallest item first. CPython: asyncio.PriorityQueue.

#include <algorithm>
#include <functional>
#include <vector>

#include "aio/detail/heap.hpp"
#include "aio/lifo_queue.hpp"

namespace aio {

namespace detail {

template <class T, class Less>
class priority_state final : public queue_state<T> {
public:
    explicit priority_state(std::int64_t maxsize) : queue_state<T>(resource_kind::priority_queue, maxsize) {}

private:
    struct by_value {
        bool operator()(const numbered<T>& a, const numbered<T>& b) const { return Less()(a.value, b.value); }
        bool operator()(const numbered<T>* a, const numbered<T>* b) const { return operator()(*a, *b); }
    };

    void store(T&& item) override
    {
        const std::uint32_t number = this->next_number();
        observer* const watcher = this->watcher();
        if (!watcher) {
            heap_push(items_, {std::move(item), number}, by_value());
            return;
        }
        const std::string text = item_text(item);
        std::size_t place = place_of(item);
        heap_push(items_, {std::move(item), number}, by_value());
        if (ties_) {
            const auto order = turns();
            place = static_cast<std::size_t>(std::find(order.begin(), order.end(), number) - order.begin());
        }
        watcher->item_put(this->id(), number, place, text);
        shown_.insert(shown_.begin() + static_cast<std::ptrdiff_t>(place), number);
        show_moves(*watcher);
    }

    T take() override
    {
        numbered<T> least = heap_pop(items_, by_value());
        if (observer* watcher = this->watcher()) {
            watcher->item_got(this->id(), least.number);
            std::erase(shown_, least.number);
            ties_ = ties_ && !items_.empty();
            show_moves(*watcher);
        }
        return std::move(least.value);
    }

    // The place in the queue of an item that equals no other.
    std::size_t place_of(const T& item)
    {
        std::size_t less = 0;
        for (const numbered<T>& other : items_) {
            if (Less()(other.value, item)) {
                ++less;
            } else if (!Less()(item, other.value)) {
                ties_ = true;
            }
        }
        return less;
    }

    // The items' numbers in the order in which they'd be taken out, found by taking them all out of a copy:
    // the heap has its own order for equal items.
    std::vector<std::uint32_t> turns() const
    {
        std::vector<const numbered<T>*> heap;
        for (const numbered<T>& item : items_) {
            heap.push_back(&item);
        }
        std::vector<std::uint32_t> numbers;
        while (!heap.empty()) {
            numbers.push_back(heap_pop(heap, by_value())->number);
        }
        return numbers;
    }

    // If items are equal, adding or removing one may change the order of the others.
    void show_moves(observer& watcher)
    {
        if (!ties_) {
            return;
        }
        const auto order = turns();
        for (std::size_t place = 0; place != order.size(); ++place) {
            if (shown_[place] != order[place]) {
                std::erase(shown_, order[place]);
                shown_.insert(shown_.begin() + static_cast<std::ptrdiff_t>(place), order[place]);
                watcher.item_moved(this->id(), order[place], place);
            }
        }
    }

    std::vector<numbered<T>> items_;    // a heap
    std::vector<std::uint32_t> shown_;  // their numbers in the order that the observer knows, if there is one
    bool ties_ = false;                 // some items may be equal
};

}  // namespace detail

/// A handle to a queue that returns the smallest item first, by `Less`; among equal items, the one that
/// CPython's heapq would return. Everything else is as in `queue`.
template <class T, class Less = std::less<T>>
class priority_queue : public queue<T> {
public:
    explicit priority_queue(std::int64_t maxsize = 0) : queue<T>(new detail::priority_state<T, Less>(maxsize))
    {}
};

}  // namespace aio
