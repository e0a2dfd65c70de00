#pragma once
// One run of a lesson: a pure function of its input. The same input gives the same trace, on every machine,
// however the run is cut into steps.

#include <cstdint>
#include <memory>
#include <vector>

#include "aio/run.hpp"
#include "lessons/catalogue.hpp"
#include "lessons/intervening.hpp"
#include "lessons/locals.hpp"
#include "trace/source.hpp"

namespace lessons {

struct input {
    const lesson* what = nullptr;
    std::vector<double> values = {};  ///< one for each parameter
    std::uint32_t seed = 1;
    std::vector<change> changes = {};  ///< in the order of their moments
    std::vector<intervention> interventions = {};  ///< in their order
};

class run final : public trace::source {
public:
    explicit run(input in);
    run(const run&) = delete;
    run& operator=(const run&) = delete;

    const input& in() const noexcept { return in_; }
    const trace::log& recorded() const noexcept override { return log_; }
    double time() const noexcept { return loop_.time(); }
    bool ended() const noexcept override { return runner_.ended(); }

    /// Runs all that is due up to `time` seconds; the callback that brings the `most`-th new event is the
    /// last. True when nothing is left to be run up to then.
    bool advance(double time, std::size_t most = SIZE_MAX) override;

private:
    void apply_changes();

    input in_;
    std::unique_ptr<program> program_;  // outlives the loop, whose frames refer to it
    trace::log log_;
    noting_recorder recorder_{log_};
    aio::loop loop_{&recorder_};
    aio::runner runner_;
    intervening outsider_{loop_, recorder_, log_, in_.interventions};
    std::size_t next_change_ = 0;
};

}  // namespace lessons
