#pragma once
// What a reader has chosen to see, as settings by name and text: for the page's address. What's at its
// default isn't among them.

#include <string>
#include <string_view>

#include "web/panel/panel.hpp"

namespace web::panel {

/// Applies one setting. Returns a sentence that says what is wrong with it, or an empty one.
///   view.axis   time or steps
///   view.at     the stretch in sight, such as `1.5,4`, in seconds or steps; or `all`, the whole run
///   view.task   the number of the task whose row is selected
///   view.why    the segment that was asked about: its task's number and where it begins, such as `2@17`
///   rows.…      see web/view/address.hpp
std::string set(state& s, std::string_view name, std::string_view text);

/// The settings that make another panel show what this one shows, as a JSON object of texts.
std::string choices_json(const state& s);

}  // namespace web::panel
