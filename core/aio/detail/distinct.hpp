#pragma once
// Lists of futures: makes them unique, each future once in the order in which it first appears (CPython makes
// sets of them, which it orders by address), and checks that all belong to one loop.

#include <unordered_set>
#include <vector>

#include "aio/future.hpp"

namespace aio::detail {

/// The handles in `futures` without repetitions.
template <class H>
std::vector<H> distinct(std::vector<H> futures)
{
    std::unordered_set<future_base*> seen;
    std::erase_if(futures, [&](const H& f) { return !seen.insert(&f.base()).second; });
    return futures;
}

template <class H>
std::vector<ref<future_base>> bases_of(const std::vector<H>& futures)
{
    std::vector<ref<future_base>> bases;
    bases.reserve(futures.size());
    for (const H& f : futures) {
        bases.emplace_back(&f.base());
    }
    return bases;
}

/// Throws value_error unless each of them is a future of this loop. CPython: ensure_future(f, loop=loop).
void check_loop(const std::vector<ref<future_base>>& futures, const core& c);

}  // namespace aio::detail
