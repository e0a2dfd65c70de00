#pragma once
// The values that a program's tasks share: what they were when, and in whose step they changed.

#include <string>
#include <vector>

#include "json/writer.hpp"
#include "web/view/axis.hpp"
#include "web/view/session.hpp"

namespace web {

/// A stretch of the axis that has one value: from its change to the next one. Changes that are too close
/// together to tell apart share a mark, which has the last one's value.
struct shared_mark {
    double x0 = 0;
    double x1 = 0;
    std::size_t first = 0;  ///< index of the first change at x0
    std::size_t last = 0;   ///< and of the last
};

/// The marks between the axis's ends. The last value reaches to `edge`.
std::vector<shared_mark> shared_marks(const trace::history& h, const trace::shared_value& v, const axis& to,
                                      double edge);
/// What's written in a mark: '1', or '×3 · 1' for the last of three changes.
std::string label_of(const trace::history& h, const trace::shared_value& v, const shared_mark& m);
/// The value after the first `position` events; empty if it isn't there yet.
std::string value_at(const trace::history& h, const trace::shared_value& v, std::size_t position);
/// 'At 2.000 s, 0 → 1 in a step of Task-2.', a line for each change; if there are too many, the last is 'and
/// 3 more'. Then the tasks after whose steps at the same moment it was still the same: whether they wrote that value
/// again isn't known. In the future tense after `position`.
std::string describe(const trace::history& h, const trace::shared_value& v, const shared_mark& m,
                     std::size_t position);
/// Writes `shared`, the changes up to the playhead; if there are more than `most`, each value's last ones.
/// Returns how many are left out.
std::size_t write_shared(json::writer& out, const session& s, std::size_t most);

}  // namespace web
