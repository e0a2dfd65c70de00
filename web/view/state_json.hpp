#pragma once
// The session as JSON, for the page's text view and for tests: the same snapshot, in the same words as on the
// canvas.

#include <functional>
#include <string>

#include "web/view/session.hpp"

namespace web {

/// Gives a task's colour as '#rrggbb'.
using colour_of = std::function<std::string(std::uint32_t task)>;

std::string state_json(const session& s, const colour_of& colour);

}  // namespace web
