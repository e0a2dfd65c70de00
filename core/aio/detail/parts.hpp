#pragma once
// What a wait for several things waits for: the parts of a gather, a wait() or a task group's end.

#include <cstdint>

#include "aio/observer.hpp"

namespace aio {

class future_base;

namespace detail {

/// Tells what `whole` waits for, once each, in its order; what has parts itself is replaced by them. A loop of wait()
/// tells the same futures again and again, so of those it tells only some.
void tell_parts(observer& o, std::uint32_t task, wait_kind kind, const future_base& whole);

}  // namespace detail
}  // namespace aio
