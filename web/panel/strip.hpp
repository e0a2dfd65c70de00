#pragma once
// How a task's states look: one texture for each, in the task's colour, dimmed where they are still to come.

#include <string>

#include "web/panel/widgets.hpp"

namespace web::panel {

struct strip {
    context& c;
    float left;   ///< of the picture
    float right;
    float y;      ///< the row's middle
    float height;
    ImU32 colour;
    float past;   ///< x of the playhead: what is right of it is dimmed

    /// A step, its middle at `x`.
    void tick(float x);
    void tick(float first, float last);
    /// A step that takes time.
    void solid(float x0, float x1);
    /// Ready, but others run.
    void outline(float x0, float x1);
    /// Asleep: a gentle wave.
    void waves(float x0, float x1);
    /// Waiting for something: slanting strokes.
    void hatch(float x0, float x1);
    /// From a beginning to an end; one that isn't known is left open.
    void frame(float x0, float x1, bool ended);
    /// Many states, too dense to be told apart.
    void folded(float x0, float x1, std::size_t count);
    /// How the task ended, each with a shape of its own; its middle at `x`.
    void end_mark(float x, trace::task_state how);
    /// The first of the texts that fits between x0 and x1; nothing if none does.
    void words(float x0, float x1, const std::string& text, const std::string& shorter);

private:
    template <class Draw>
    void split(float x0, float x1, Draw draw);
    ImU32 ink(float x) const;
};

}  // namespace web::panel
