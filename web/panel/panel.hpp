#pragma once
// The panel: draw(state, session, theme) -> intents. It reads the session and doesn't change it; control.cpp
// carries the intents out.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web/panel/theme.hpp"
#include "web/view/axis.hpp"
#include "web/view/differences.hpp"
#include "web/view/rows.hpp"
#include "web/view/session.hpp"
#include "web/view/warned.hpp"
#include "web/view/why.hpp"

namespace web::panel {

/// The width of the column of task names, to the left of the lanes.
inline constexpr float lane_label = 112;
/// From this width on, what happens at the playhead is in two columns, below what the loop does.
inline constexpr float two_columns = 664;

/// What the learner asks for, read from this frame's input.
struct intents {
    bool toggle = false;
    bool step = false;
    bool step_back = false;
    bool restart = false;
    bool to_end = false;
    std::optional<double> seek;
    std::optional<std::size_t> go;  ///< to this position
    std::optional<double> speed;
    std::optional<std::uint32_t> seed;
    std::vector<std::pair<std::size_t, double>> set;  ///< parameter, value
    bool show_future = false;                         ///< although it's hidden
    bool asked = false;                               ///< a segment was clicked: the page is to know
    bool animating = false;                           ///< something is still moving: draw another frame
};

struct rect {
    float x = 0, y = 0, width = 0, height = 0;
};

/// A button on the canvas: the page lays one of its own over it, for those who use no pointer.
struct button {
    std::string name;
    std::string label;
};

/// The shape of the mouse pointer. web/page/engine.js has CSS's names in the same order.
enum class cursor { arrow, hand, sideways, grab, grabbing };

/// Rows on the screen: as many as fit, and the rest by scrolling.
struct scroll_area {
    rect place;             ///< as last drawn, to the right of the names
    float scroll = 0;       ///< pixels of rows hidden above
    float row_height = 32;  ///< pixels
    std::size_t count = 0;  ///< the number of rows

    float content() const noexcept { return row_height * static_cast<float>(count); }
    bool overflows() const noexcept { return content() > place.height; }
    void scroll_to(float to) noexcept;
    void scroll_by_page(float pages) noexcept;
    /// The row at this height of the screen; `count` or more if there's none.
    std::size_t row_at(float y) const noexcept;
};

/// What the legend names: the marks of the timeline.
enum class legend_entry { step, block, ready, sleeping, waiting, done, cancelled, failed, destroyed, held, differs };

/// Items that have left a queue, on their way to the chip of the task that got them.
struct travels {
    struct item {
        std::string text;
        ImVec2 from;
        ImVec2 to;
        float age = 0;  ///< seconds
    };
    std::map<std::uint64_t, std::string> shown;  ///< the items that the last frame drew in queues
    std::vector<item> on_the_way;
    std::size_t position = 0;    ///< of the last frame
    std::size_t generation = 0;  ///< and its run
};

/// The rows of one run's tasks.
struct row_area : scroll_area {
    web::rows rows;
    scroll_area shared;  ///< the rows of the values that the tasks share
};

/// A text of which only a part has room: the pointer on it shows the whole.
struct cut_text {
    rect place;
    std::string whole;
};

/// What the panel remembers between frames.
struct state {
    time_view view;
    bool view_chosen = false;  ///< the learner has zoomed or panned: don't change the view
    bool view_given = false;   ///< the view came with a link: it stays while the playhead goes to its place
    bool fit = false;          ///< the learner wants to see the whole run, however long it is
    axis_kind axis = axis_kind::time;
    row_choice choice;
    bool coarse = false;  ///< touch: larger targets
    bool slow = true;     ///< play slowly at instants
    bool legend = true;   ///< the legend is open
    bool more = false;    ///< the parameters under 'more' are in view
    bool more_set = false;  ///< one of them wasn't at its default when last looked at
    std::optional<legend_entry>
        lit;                     ///< the entry of the legend under the pointer: the other marks are dimmed
    std::uint32_t selected = 0;  ///< the task whose row is selected; 0 for none
    std::uint32_t wanted = 0;    ///< the task whose row is to be scrolled into sight; 0 for none
    bool reduced_motion = false;
    float scroll = 0;  ///< pixels of the content above the canvas
    std::optional<question> asked;  ///< the segment of the own run that was clicked
    std::string pressed;  ///< the button that the next frame takes as clicked

    // Results of the last frame.
    view_limits limits;
    time_view whole;      ///< a view of the whole run, as far as it's laid out
    double followed = 0;  ///< the playhead's last place, in the units of the view
    double playhead = 0;  ///< in the units of the view
    row_area own;
    row_area other;       ///< of the run beside
    differences differing;  ///< between the run and a pinned one
    scroll_area threads;  ///< the rows of the run's threads
    scroll_area other_threads;
    bool seeking = false;                    ///< the playhead is being dragged
    bool barred = false;                     ///< the pointer was pressed on what's hidden: it doesn't seek
    float content_height = 0;                ///< what the last frame needed
    cursor pointer = cursor::arrow;          ///< the shape of the mouse pointer
    std::map<std::string, rect> rects;       ///< named controls, as last drawn
    std::vector<button> buttons;             ///< as last drawn
    std::vector<cut_text> cut;               ///< as last drawn
    std::string tip;                         ///< the tooltip's words, as last drawn
    std::uint32_t layout = 0;                ///< a hash of where the controls are and what the buttons are called
    web::warned warned;
    rect timeline;                           ///< the area in which the wheel or a pinch zooms
    std::map<std::uint64_t, ImVec2> places;  ///< of moving chips
    travels items;                           ///< on their way from a queue to the task that got them
};

/// Shows the whole run, however long it is.
void fit(state& s);

/// Makes the axis show time or count steps.
void set_axis(state& s, axis_kind kind);

/// Everything needed for drawing.
struct context {
    state& at;
    const session& run;
    const theme& colours;
    const fonts& type;
    intents& wants;
    ImDrawList* list;
    float left;
    float width;
    float height = 0;                                 ///< the canvas's height
    float lane = 32;                                  ///< the height of a task's row
    bool in_columns = false;                          ///< what's drawn is in one of two columns
    std::map<std::uint64_t, ImVec2> seen = {};        ///< where this frame drew each chip
    bool speed_drawn = false;                         ///< the speed slider fit next to the buttons
    bool slow_drawn = false;                          ///< so did the switch 'slow at instants'
    std::map<std::uint64_t, std::string> items = {};  ///< that this frame drew in queues

    bool narrow() const noexcept { return width < 480; }
    float target() const noexcept { return at.coarse ? 44.0F : 32.0F; }
};

/// Draws the whole panel into a canvas of this size.
intents draw(state& s, const session& run, const theme& colours, const fonts& type, ImVec2 size);

/// Draws the speed slider: next to the buttons, or above the parameters if there's no room.
void draw_speed(context& c, const rect& r);
/// Draws the switch 'slow at instants', in the same place.
void draw_slow(context& c, const rect& r);

// The sections, from top to bottom. Each draws at height `y` and returns the height below itself.
float draw_transport(context& c, float y);
float draw_parameters(context& c, float y);
/// Opens 'more' as soon as a parameter under it isn't at its default.
void open_more(state& s, const session& run);
float draw_timeline(context& c, float y);
float draw_legend(context& c, float y);
float draw_moment(context& c, float y);
float draw_lens(context& c, float y);
float draw_event_loop(context& c, float y);
float draw_resources(context& c, float y);
/// Draws the items that were got on their way to the tasks that got them, over the rest.
void draw_travels(context& c);
float draw_chains(context& c, float y);
/// As many lines as there's room for on the canvas, if that's enough.
float draw_output(context& c, float y);

}  // namespace web::panel
