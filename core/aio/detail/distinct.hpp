#pragma once
// Lists of futures as sets: each once, in the order in which they came first. CPython makes sets of them,
// whose order is that of addresses.

#include <unordered_set>
#include <vector>

#include "aio/future.hpp"

namespace aio::detail {

/// `futures`, which are handles, without those that are there again.
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
