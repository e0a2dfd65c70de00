#pragma once
// Where a log comes from while it's being viewed: a run that is made on the spot, or a recording, which is
// complete or still arriving.

#include <cstddef>
#include <limits>

#include "trace/log.hpp"

namespace trace {

class source {
public:
    virtual ~source() = default;

    /// The log so far. It only ever grows.
    virtual const log& recorded() const noexcept = 0;
    /// Extends the log up to `time`, but stops soon after `most` more events. Returns true if nothing more
    /// will happen up to `time`.
    virtual bool advance(double time, std::size_t most = SIZE_MAX) = 0;
    /// The log is complete up to this time, apart from events at the time of its last event.
    virtual double reached() const noexcept { return -std::numeric_limits<double>::infinity(); }
    /// Whether the log is complete.
    virtual bool ended() const noexcept = 0;
    /// Whether events up to the requested time may still arrive by themselves.
    virtual bool arriving() const noexcept { return false; }
    /// Whether the requested events are being made elsewhere. Until they come, asking again has no effect.
    virtual bool coming() const noexcept { return false; }
};

}  // namespace trace
