#pragma once
// The variables of suspended coroutines, as a recording has them, for tooltips, the text view and the editor.
//

#include <string>
#include <string_view>

#include "json/writer.hpp"
#include "web/view/session.hpp"
#include "web/view/state_json.hpp"

namespace web {

/// The variables when the task of `l` was last suspended, in or before segment `s`: 'n = 3', one per line.
std::string_view variables_in(const trace::history& h, const trace::lane& l, const trace::segment& s);
/// Those that aren't shared values (web/view/shared.hpp): other tasks have changed these since, and the strip has them as they
/// are.
std::string own_variables(const trace::history& h, std::string_view variables);
/// The first `most` of such lines, and how many more there are: 'and 3 more'.
std::string first_of(std::string_view variables, std::size_t most = 6);
/// All of them in a line: 'made = 2, letter = 'I''.
std::string in_line(std::string_view variables);
/// Writes `variables`: for each suspended task its name, color, state, line, file, coroutine and own variables
/// (each a string); at most `most` tasks.
void write_variables(json::writer& out, const session& s, const colour_of& colour, std::size_t most);
/// The same as a JSON document, with all variables.
std::string variables_json(const session& s, const colour_of& colour);

}  // namespace web
