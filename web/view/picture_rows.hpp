#pragma once
// The rows of one run in a picture: tasks, the bands in which the loop is held, threads, and shared values. What
// web/panel/lanes, web/panel/threads and web/panel/shared draw on the canvas.

#include "web/view/picture.hpp"
#include "web/view/svg_strip.hpp"

namespace web {

/// Where the timeline is in a picture.
struct picture_frame {
    double left;
    double right;
    double past;  ///< the playhead's x

    static constexpr double pad = 16;
    static constexpr double label_width = 112;
    static constexpr double words_height = 28;  ///< of a line of text between rows
    static constexpr double small_type = 13;
    static constexpr double body_type = 15;
};

class picture_rows {
public:
    picture_rows(const picture& p, const inks& with, const picture_frame& in, svg_writer& out,
                 svg_strip& strip)
        : p_(p), ink_(with), in_(in), out_(out), strip_(strip)
    {}

    /// The height of a run's rows, with the line about rows that aren't shown, and the threads.
    static double height_of(const pictured_run& run);
    /// How many of a run's rows are shown.
    static std::size_t shown(const pictured_run& run);
    /// Draws them from `top` down; gives the y below them.
    double draw(const pictured_run& run, double top);
    /// Writes a line of text.
    static void write(svg_writer& out, double x, double y, double size, const std::string& colour,
                      const std::string& words, const char* anchor = nullptr);

private:
    using frame = picture_frame;

    axis axis_of(const pictured_run& run) const
    {
        return {*run.history, p_.kind, p_.view, in_.left, in_.right - in_.left};
    }
    void open_row(double y, const std::string& label);
    void draw_holds(const pictured_run& run, double top, double bottom);
    void draw_row(const pictured_run& run, const row& r, double edge);
    void draw_name(const pictured_run& run, const row& r);
    void draw_population(const pictured_run& run, const population& all, const std::string& colour);
    void draw_parting(const pictured_run& run, const row& r);
    void draw_interventions(const pictured_run& run, const row& r);
    double draw_shared(const pictured_run& run, double top, double edge);
    void draw_thread(const pictured_run& run, const trace::thread_lane& l, double edge);

    const picture& p_;
    const inks& ink_;
    picture_frame in_;
    svg_writer& out_;
    svg_strip& strip_;
};

}  // namespace web
