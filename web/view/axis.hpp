#pragma once
// Converts moments to pixels and back. The canvas, the pointer and the tests all use this. On the time axis,
// x depends only on time. On the axis by steps each callback has its own column, and time only labels the
// columns.

#include <cstddef>

#include "trace/history.hpp"
#include "web/view/time_axis.hpp"

namespace web {

enum class axis_kind { time, steps };

class axis {
public:
    axis(const trace::history& h, axis_kind kind, const time_view& v, double left, double width)
        : history_(&h), kind_(kind), view_(v), left_(left), width_(width)
    {}

    axis_kind kind() const noexcept { return kind_; }
    const time_view& view() const noexcept { return view_; }
    double left() const noexcept { return left_; }
    double right() const noexcept { return left_ + width_; }
    double width() const noexcept { return width_; }

    /// The x of a moment: a time and, for the axis by steps, the number of events that had happened.
    double x(double time, std::size_t position) const;
    /// The x of `place`, which is in units of the view.
    double x(double place) const { return x_of(view_, place, left_, width_); }
    /// The place at `x`, in units of the view.
    double place(double x) const { return time_at(view_, x, left_, width_); }
    /// The place of a moment in units of the view: its time, or how many callbacks had ended.
    double place_of(double time, std::size_t position) const;

    /// The x at which a segment begins and ends. An unfinished one ends at infinity.
    double begin_of(const trace::segment& s) const;
    double end_of(const trace::segment& s) const;

private:
    double step_of(const trace::segment& s, std::size_t position) const;

    const trace::history* history_;
    axis_kind kind_;
    time_view view_;
    double left_;
    double width_;
};

}  // namespace web
