#include "web/view/axis.hpp"

#include <cmath>
#include <limits>

namespace web {

double axis::place_of(double time, std::size_t position) const
{
    return kind_ == axis_kind::time ? time : static_cast<double>(history_->callbacks_at(position));
}

double axis::x(double time, std::size_t position) const
{
    return x(place_of(time, position));
}

// A step fills the column of its callback. A state that begins during a callback shows from the next column
// on.
double axis::step_of(const trace::segment& s, std::size_t position) const
{
    const std::size_t before = history_->callbacks_at(position);
    const bool inside = s.state != trace::task_state::running && history_->within_callback(position);
    return static_cast<double>(before + (inside ? 1 : 0));
}

double axis::begin_of(const trace::segment& s) const
{
    return x(kind_ == axis_kind::time ? s.from : step_of(s, s.begin));
}

double axis::end_of(const trace::segment& s) const
{
    if (!std::isfinite(s.to)) {
        return std::numeric_limits<double>::infinity();
    }
    if (kind_ == axis_kind::time) {
        return x(s.to);
    }
    if (s.state == trace::task_state::running) {
        // A step outside any callback, such as that of a task older than the recording, has no column.
        const bool has_column = history_->within_callback(s.begin);
        return x(static_cast<double>(history_->callbacks_at(s.begin) + (has_column ? 1 : 0)));
    }
    const bool inside = history_->within_callback(s.end) && history_->events()[s.end].kind != trace::kind::task_stepped;
    return x(static_cast<double>(history_->callbacks_at(s.end) + (inside ? 1 : 0)));
}

}  // namespace web
