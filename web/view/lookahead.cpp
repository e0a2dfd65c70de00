#include "web/view/lookahead.hpp"

namespace web {

bool lookahead::advance(double time, std::size_t most)
{
    constexpr std::size_t least = 4096;  // events that are taken in, however few may be added
    if (overflowed()) {
        return true;
    }
    // What a callback brought in excess is taken in before the run goes on.
    history_.follow(std::max(most, least));
    const bool all = caught_up() && source_->advance(time, most);
    history_.follow(std::max(most, least));
    if (!overflowed() && !(all && caught_up())) {
        return false;
    }
    laid_out_to_ = std::max(laid_out_to_, time);
    return true;
}

}  // namespace web
