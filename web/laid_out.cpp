#include "web/laid_out.hpp"

#include <algorithm>

namespace web {

void laid_out::advance(double time, std::size_t most)
{
    std::size_t left = most;
    while (!overflowed()) {
        const bool complete = run_.advance(time, std::min(piece, left));
        history_.follow();
        if (complete || left <= piece) {
            return;
        }
        left -= piece;
    }
}

}  // namespace web
