#pragma once
// The timeline as a vector picture (SVG), for files, print and films: the same rows, marks and axis as on the
// canvas, at the same places. It doesn't depend on a window, so it's a pure function of a run and a moment.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "web/view/axis.hpp"
#include "web/view/rows.hpp"

namespace web {

/// The theme's colours, as '#rrggbb'.
struct inks {
    std::string ground;
    std::string text;
    std::string muted;
    std::string faint;
    std::string accent;
    std::string held;
    std::function<std::string(std::uint32_t)> task;
    std::string bad = {};
};

/// One of the runs in a picture.
struct pictured_run {
    const trace::history* history = nullptr;
    const web::rows* rows = nullptr;
    std::size_t position = 0;  ///< events after this are in the future
    double horizon = 0;        ///< the run is known up to this time
    /// By task, the position from which it does something else than in the other run; none if runs aren't compared.
    const std::vector<std::optional<std::size_t>>* parts = nullptr;
};

struct picture {
    std::string title;
    double width = 800;  ///< pixels
    axis_kind kind = axis_kind::time;
    time_view view;
    double time = 0;  ///< the playhead
    pictured_run own;
    pictured_run beside = {};       ///< without a history if no run is compared
    std::string beside_words = {};  ///< the text above its rows
    std::size_t lines = 0;          ///< room for that many lines of output, the last ones before the playhead
};

/// The stretch of the axis that shows a whole run in a picture of this width and kind.
time_view whole_view(const trace::history& h, double end, const picture& p);

/// The picture as a complete SVG document, in UTF-8. It has no scripts and no style sheet, and loads nothing.
std::string svg(const picture& p, const inks& with);

}  // namespace web
