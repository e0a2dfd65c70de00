#include "web/view/lookahead.hpp"

namespace web {

bool lookahead::advance(double time, std::size_t most)
{
    constexpr std::size_t least = 4096;  // events that are taken in, however few may be added
    if (overflowed()) {
        return true;
    }
    const std::size_t budget = std::max(most, least);
    const std::size_t before = history_.size();
    history_.follow(budget);
    const std::size_t taken = history_.size() - before;
    bool all = false;
    // What a callback brought in excess, or a recording has already, is taken in before the run is advanced.
    if (caught_up() && taken < budget) {
        all = source_->advance(time, std::min(most, budget - taken));
        history_.follow(budget - taken);
    }
    if (!overflowed() && !(all && caught_up())) {
        return false;
    }
    laid_out_to_ = std::max(laid_out_to_, time);
    return true;
}

}  // namespace web
