#pragma once
// The session as JSON, for the page's text view and for tests: the same snapshot in the same words as on the
// canvas.

#include <functional>
#include <string>

#include "web/view/differences.hpp"
#include "web/view/rows.hpp"
#include "web/view/session.hpp"
#include "web/view/why.hpp"

namespace web {

/// Returns a task's colour as '#rrggbb'.
using colour_of = std::function<std::string(std::uint32_t task)>;

/// The state at the playhead. With `tables`, everything the panel shows of `shown`, the rows; without, only
/// what changes with the settings and the time, and the tasks marked in the listing. `asked` is the segment that
/// the reader asked about: its sentence is `why`. `from_pinned` has been updated.
std::string state_json(const session& s, const rows& shown, const colour_of& colour, bool tables,
                       const differences& from_pinned, const std::optional<question>& asked = {});
/// The same with tables and all rows.
std::string state_json(const session& s, const colour_of& colour);

}  // namespace web
