#pragma once
// From moments to pixels. Running code takes no virtual time, so the steps of one instant would all lie on
// one line; they fan out to the right in their order, as far as there is room before the next instant.

#include <cstddef>

#include "trace/history.hpp"
#include "web/view/time_axis.hpp"

namespace web::panel {

class scale {
public:
    scale(const trace::history& h, const time_view& v, float left, float width)
        : history_(h), view_(v), left_(left), width_(width)
    {}

    float left() const noexcept { return left_; }
    float right() const noexcept { return left_ + width_; }
    /// Where `time` lies.
    float x(double time) const;
    /// Where the event at `position`, which happened at `time`, lies.
    float x(double time, std::size_t position) const;
    /// The width of one step at `time`.
    float step_width(double time) const;
    /// The moment at `x`.
    double time(float x) const;

private:
    const trace::instant* find(double time) const;
    float fan(const trace::instant& i) const;

    const trace::history& history_;
    time_view view_;
    float left_;
    float width_;
};

}  // namespace web::panel
