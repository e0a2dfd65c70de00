#include "web/view/lookahead.hpp"

namespace web {

namespace {

// Another run's log, which never ends here.
class part final : public trace::source {
public:
    explicit part(const trace::log& of) : of_(of) {}
    const trace::log& recorded() const noexcept override { return of_; }
    bool advance(double /*time*/, std::size_t /*most*/) override { return true; }
    bool ended() const noexcept override { return false; }

private:
    const trace::log& of_;
};

}  // namespace

lookahead::lookahead(const trace::log& of) : lookahead(std::make_unique<part>(of)) {}

bool lookahead::advance(double time, std::size_t most)
{
    constexpr std::size_t least = 4096;  // take in this many events even if few may be added
    if (overflowed()) {
        return true;
    }
    const std::size_t budget = std::max(most, least);
    const std::size_t before = history_.size();
    follow(budget);
    const std::size_t taken = history_.size() - before;
    bool all = false;
    // First take in what the source has already: a callback's excess events, or a recording. Then advance it.
    if (caught_up() && taken < budget) {
        all = source_->advance(time, std::min(most, budget - taken));
        follow(budget - taken);
    }
    if (!overflowed() && !(all && caught_up())) {
        return false;
    }
    laid_out_to_ = std::max(laid_out_to_, time);
    return true;
}

}  // namespace web
