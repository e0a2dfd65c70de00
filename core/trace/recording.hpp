#pragma once
// A recording as a source: a log that is there already, or that arrives in pieces.

#include <utility>

#include "trace/source.hpp"

namespace trace {

class recording final : public source {
public:
    /// A recording that is complete.
    explicit recording(log whole) : log_(std::move(whole)), ended_(true) {}
    /// One that is still to arrive.
    recording() = default;

    /// Where what arrives is appended.
    log& arriving() noexcept { return log_; }
    /// Nothing more will arrive.
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
