#pragma once
// Makes lists of futures unique: each future once, in the order in which it first appears. CPython makes sets
// of them, which it orders by address.

#include <unordered_set>
#include <vector>

#include "aio/future.hpp"

namespace aio::detail {

/// The handles in `futures` without repetitions.
template <class H>
std::vector<H> distinct(std::vector<H> futures)
{
    std::unordered_set<const future_base*> seen;
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

}  // namespace aio::detail
