#pragma once
// Settings by name and text, as in the page's address and its plain controls.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/view/rows.hpp"
#include "web/view/session.hpp"

namespace web {

/// Applies one setting. Returns a sentence that says what is wrong with it, or what was done instead, or an
/// empty one.
///   a parameter's name   its value
///   seed, speed          a number
///   t                    the playhead's time in seconds
///   step                 after `t`: how many stops of that instant are behind the playhead
///   live                 changes made while the program ran: `7:make_max=1.5,9:pause=2`. The number says how
///                        many callbacks had run before the change. Set it before `t`.
///   what-if              what is done to tasks: `cancel-3-at-1.5_delay-2-after-57-by-1`; see
///                        lessons/intervention.hpp. Set it before `t`, too.
///   what-if.here         one more of these, at the playhead: `cancel-3-here`, `delay-2-here-by-1`
///   what-if.back         takes one back, by its place from 0
///   pin                  true: the present run is kept, beside those of other settings; false: it isn't any more;
///                        or the settings of the run that's kept, as far as they aren't the defaults:
///                        `delay_2=5;seed=7;what-if=cancel-3-at-1.5`
std::string set(session& s, std::string_view name, std::string_view text);

/// Reads the text of `what-if` into `all`. Returns a sentence, or an empty one.
std::string read_interventions(std::string_view text, std::vector<lessons::intervention>& all);

/// Changes which rows are shown. `rows.filter`: part of a name; `rows.states`: names of states, separated by
/// commas (empty for all); `rows.order`: made, end or activity; `rows.fold`: true or false; `rows.open`: after
/// `rows.fold`, functions whose tasks have their own rows all the same, separated by commas. Returns the same as
/// above.
std::string set(row_choice& choice, std::string_view name, std::string_view text);

/// The settings that make this choice: names and texts. What's at its default isn't among them.
std::vector<std::pair<std::string, std::string>> settings_of(const row_choice& choice);

/// The value of `live` for the changes in settings of `s`; empty if there are none.
std::string live_text(const session& s, const lessons::settings& with);
inline std::string live_text(const session& s)
{
    return live_text(s, s.settings());
}

/// The value of `pin` for the settings that are pinned in `s`.
std::string pinned_text(const session& s);

}  // namespace web
