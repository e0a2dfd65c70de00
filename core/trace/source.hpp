#pragma once
// Where a log comes from while it is being looked at: a run that is made on the spot, or a recording, which is
// all there or still arrives in pieces.

#include <cstddef>
#include <limits>

#include "trace/log.hpp"

namespace trace {

class source {
public:
    virtual ~source() = default;

    /// What there is so far. It only ever grows.
    virtual const log& recorded() const noexcept = 0;
    /// Makes the log longer, as far as what happens up to `time`, and stops soon after `most` more events. True
    /// if there is nothing more to come up to `time`.
    virtual bool advance(double time, std::size_t most = SIZE_MAX) = 0;
    /// The time up to which the log surely has everything that happens, besides its last event's.
    virtual double reached() const noexcept { return -std::numeric_limits<double>::infinity(); }
    /// Whether the log is complete.
    virtual bool ended() const noexcept = 0;
    /// Whether events up to a time that was asked for may still come by themselves.
    virtual bool arriving() const noexcept { return false; }
    /// Whether what was asked for is being made elsewhere: until it comes, asking again brings nothing.
    virtual bool coming() const noexcept { return false; }
};

}  // namespace trace
