#pragma once
// The whole run at the current settings, as JSON: predictions are marked against it.

#include <string>

#include "web/view/session.hpp"

namespace web {

/// The run with the session's parameters at the playhead, up to `most` seconds: when and how it ends, what it
/// prints, and the tasks of its first callbacks.
std::string outcome_json(const session& s, double most = 120);

/// The same run as trace::summary_json tells of it.
std::string outcome_summary(const session& s, double most = 120);

}  // namespace web
