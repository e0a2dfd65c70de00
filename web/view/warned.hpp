#pragma once
// The warnings of the run that's shown: for the marks on the axis, the list beside the panel and the text
// view. Nothing is said of what's still to come, since that may be the answer to a prediction.

#include <optional>

#include "trace/warnings.hpp"
#include "web/view/session.hpp"

namespace web {

class warned {
public:
    /// All warnings of the run, as far as it's laid out.
    const trace::warnings& of(const session& s);
    /// How many there are up to the playhead.
    std::size_t so_far(const session& s);
    /// How many more there are at other places, once all that are kept have been told.
    std::size_t more(const session& s);
    /// Those up to the playhead: `[{"kind", "t", "position", "task", "line", "file", "times", "text"}]`.
    std::string json(const session& s);

private:
    const trace::history* of_ = nullptr;
    std::size_t generation_ = 0;
    std::optional<trace::warnings> found_;
};

}  // namespace web
