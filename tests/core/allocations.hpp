#pragma once
// How many blocks of memory are in use: coroutine frames, futures and everything else that `new` gives.

#include <cstddef>

namespace tests {

std::size_t live_allocations() noexcept;
/// How many there have been.
std::size_t allocations_made() noexcept;

}  // namespace tests
