#include "web/view/marks.hpp"

#include <algorithm>
#include <cmath>

namespace web {

namespace {

constexpr double dense = 12;      // pixels: narrower marks may have to be folded
constexpr std::size_t apart = 3;  // segments drawn separately within that width
constexpr double beyond = 8;      // pixels outside the axis at which a mark still shows

using segments = std::vector<trace::segment>;

// The first segment, starting with `from`, that ends after `x`.
std::size_t first_ending_after(const segments& all, std::size_t from, const axis& to, double x)
{
    const auto ends_before = [&](const trace::segment& s, double at) { return to.end_of(s) <= at; };
    const auto place =
        std::lower_bound(all.begin() + static_cast<std::ptrdiff_t>(from), all.end(), x, ends_before);
    return static_cast<std::size_t>(place - all.begin());
}

void add_segment(std::vector<mark>& marks, const trace::segment& s, double x0, double x1)
{
    if (s.state >= trace::task_state::done) {
        marks.push_back({mark::shape::end, x0, x0, &s});
    } else if (s.state == trace::task_state::running && x1 - x0 < tick_width) {
        marks.push_back({mark::shape::tick, x0, x0, &s});
    } else if (x1 > x0) {
        marks.push_back({mark::shape::bar, x0, x1, &s});
    }
}

void add_folded(std::vector<mark>& marks, const trace::segment& first, std::size_t count, double x0,
                double x1)
{
    if (!marks.empty() && marks.back().is == mark::shape::folded && marks.back().x1 >= x0 - 1) {
        marks.back().x1 = std::max(marks.back().x1, x1);
        marks.back().count += count;
    } else {
        marks.push_back({mark::shape::folded, x0, x1, &first, count});
    }
}

}  // namespace

std::vector<mark> marks_of(const trace::lane& l, const axis& to, double edge)
{
    std::vector<mark> marks;
    const segments& all = l.segments;
    std::size_t i = first_ending_after(all, 0, to, to.left() - beyond);
    while (i < all.size()) {
        const trace::segment& s = all[i];
        const double x0 = to.begin_of(s);
        if (x0 > to.right() + beyond) {
            break;
        }
        const double end = to.end_of(s);
        const double x1 = std::isfinite(end) ? end : std::max(edge, x0);
        const std::size_t next =
            x1 - x0 < dense && std::isfinite(end) ? first_ending_after(all, i + 1, to, x0 + dense) : i + 1;
        if (next - i <= apart) {
            add_segment(marks, s, x0, x1);
            ++i;
        } else {
            add_folded(marks, s, next - i, x0, std::max(to.end_of(all[next - 1]), x0));
            i = next;
        }
    }
    return marks;
}

const mark* mark_at(const std::vector<mark>& marks, double x)
{
    constexpr double near = 4;
    const mark* over = nullptr;
    const mark* close = nullptr;
    for (const mark& m : marks) {
        const bool point = m.is == mark::shape::tick || m.is == mark::shape::end;
        if (!point && m.x0 <= x && x <= m.x1) {
            over = &m;
        }
        if (point && std::abs(m.x0 - x) <= near &&
            (!close || std::abs(m.x0 - x) <= std::abs(close->x0 - x))) {
            close = &m;
        }
    }
    return close ? close : over;
}

}  // namespace web
