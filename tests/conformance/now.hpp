#pragma once
// The clock, for tests that say when something happens.

#include "aio/loop.hpp"

namespace tests {

/// The time of the loop that is running.
inline double now()
{
    return aio::loop::running().time();
}

}  // namespace tests
