#pragma once
// The variables of coroutines that have paused: what a recording says of them, for tooltips, the text view and the
// editor. A run of the lessons' own says nothing.

#include <string>
#include <string_view>

#include "json/writer.hpp"
#include "web/view/session.hpp"
#include "web/view/state_json.hpp"

namespace web {

/// What the task of `l` had paused with in the stretch `s`, or before it if it's ready there: 'n = 3', a line each.
std::string_view variables_in(const trace::history& h, const trace::lane& l, const trace::segment& s);
/// The first `most` of such lines, and how many more there are: 'and 3 more'.
std::string first_of(std::string_view variables, std::size_t most = 6);
/// Writes `variables`: of each task that has paused its name, color, state, line, file, coroutine and its variables,
/// a text each; at most `most` tasks.
void write_variables(json::writer& out, const session& s, const colour_of& colour, std::size_t most);
/// The same as JSON by itself.
std::string variables_json(const session& s, const colour_of& colour);

}  // namespace web
