#pragma once
// How a task's states look: each has a texture, in the task's colour, and is dimmed in the future.

#include <initializer_list>
#include <string>

#include "web/panel/widgets.hpp"

namespace web::panel {

struct strip {
    context& c;
    float left;   ///< of the timeline
    float right;
    float y;      ///< the centre of the row
    float height;
    ImU32 colour;
    float past;   ///< the playhead's x: everything right of it is dimmed

    /// A step, centred at `x`.
    void tick(float x);
    void tick(float first, float last);
    /// A step that takes time.
    void solid(float x0, float x1);
    /// Ready, while other tasks run.
    void outline(float x0, float x1);
    /// Asleep: a gentle wave.
    void waves(float x0, float x1);
    /// Waiting for something: slanting strokes.
    void hatch(float x0, float x1);
    /// A frame from a beginning to an end. If the end isn't known, it's open on the right.
    void frame(float x0, float x1, bool ended);
    /// Many states, too dense to tell apart.
    void folded(float x0, float x1, std::size_t count);
    /// How the task ended, with a shape for each outcome, centred at `x`.
    void end_mark(float x, trace::task_state how);
    /// Writes the first of the texts that leaves enough of what's drawn between x0 and x1, if one does.
    void words(float x0, float x1, std::initializer_list<std::string> texts);

private:
    template <class Draw>
    void split(float x0, float x1, Draw draw);
    ImU32 ink(float x) const;
};

}  // namespace web::panel
