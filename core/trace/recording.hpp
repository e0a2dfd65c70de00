#pragma once
// A recording as a source: a complete log, or one that arrives in pieces.

#include <utility>

#include "trace/source.hpp"

namespace trace {

class recording final : public source {
public:
    /// A complete recording.
    explicit recording(log whole) : log_(std::move(whole)), ended_(true) {}
    /// One that hasn't arrived yet.
    recording() = default;

    /// Append arriving events to this log.
    log& arriving() noexcept { return log_; }
    /// Call this when nothing more will arrive.
    void end() noexcept { ended_ = true; }

    const log& recorded() const noexcept override { return log_; }
    bool advance(double /*time*/, std::size_t /*most*/) override { return true; }
    bool ended() const noexcept override { return ended_; }
    bool arriving() const noexcept override { return !ended_; }

private:
    log log_;
    bool ended_ = false;
};

}  // namespace trace
