#pragma once
// Settings by name and text, as the page's address and its plain controls have them.

#include <string>
#include <string_view>

#include "web/view/rows.hpp"
#include "web/view/session.hpp"

namespace web {

/// Carries one setting out; the sentence that says what is wrong with it, or was done instead, or nothing.
///   a parameter's name   its value
///   seed, speed          a number
///   t                    the playhead's time in seconds
///   step                 after `t`: how many stops of that instant are behind the playhead
///   live                 what was changed while the program ran: `7:make_max=1.5,9:pause=2`, each after that number
///                        of callbacks. It goes before `t`.
std::string set(session& s, std::string_view name, std::string_view text);

/// Changes which rows are shown: `rows.filter` a part of a name, `rows.states` states' names with commas between
/// them (empty for all), `rows.order` made, end or activity, `rows.fold` true or false. As above.
std::string set(row_choice& choice, std::string_view name, std::string_view text);

/// The value of `live` for what was changed in `s`; empty for nothing.
std::string live_text(const session& s);

}  // namespace web
