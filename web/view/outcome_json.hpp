#pragma once
// The whole run at the present settings, as JSON: what predictions are marked against.

#include <string>

#include "web/view/session.hpp"

namespace web {

/// The run at the parameters that the session has at its playhead, up to `most` seconds: when it ends, how, what
/// it prints, and whose turn its first callbacks are.
std::string outcome_json(const session& s, double most = 120);

}  // namespace web
