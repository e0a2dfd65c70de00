#pragma once
// A binary heap, smallest first, that moves its items exactly as CPython's heapq does. The standard library's
// heaps would work too, but return equal items in another order.

#include <cstddef>
#include <utility>
#include <vector>

namespace aio::detail {

/// Moves the item at `place` towards the root, as long as it is less than its parent.
template <class T, class Less>
void heap_rise(std::vector<T>& heap, std::size_t place, const Less& less)
{
    T item = std::move(heap[place]);
    while (place > 0) {
        const std::size_t parent = (place - 1) / 2;
        if (!less(item, heap[parent])) {
            break;
        }
        heap[place] = std::move(heap[parent]);
        place = parent;
    }
    heap[place] = std::move(item);
}

/// CPython: heapq.heappush.
template <class T, class Less>
void heap_push(std::vector<T>& heap, T item, const Less& less)
{
    heap.push_back(std::move(item));
    heap_rise(heap, heap.size() - 1, less);
}

/// CPython: heapq.heappop. The last item takes the root's place: first the smaller children move up, level by
/// level down to the bottom (the right one of two equals), then the item rises from there.
template <class T, class Less>
T heap_pop(std::vector<T>& heap, const Less& less)
{
    T last = std::move(heap.back());
    heap.pop_back();
    const std::size_t count = heap.size();
    if (count == 0) {
        return last;
    }
    T first = std::move(heap.front());
    std::size_t place = 0;
    for (std::size_t child = 1; child < count; child = 2 * place + 1) {
        if (child + 1 < count && !less(heap[child], heap[child + 1])) {
            ++child;
        }
        heap[place] = std::move(heap[child]);
        place = child;
    }
    heap[place] = std::move(last);
    heap_rise(heap, place, less);
    return first;
}

}  // namespace aio::detail
