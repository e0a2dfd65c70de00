// The coroutines in which each task is suspended, outermost first, and on across the tasks that they await, and
// what the innermost has in its variables. Only for programs in which one coroutine or task awaits another, or
// whose variables are known.

#include "panel.words.hpp"
#include "web/panel/chips.hpp"
#include "web/view/describe.hpp"
#include "web/view/variables.hpp"

namespace web::panel {

namespace {

constexpr std::size_t most = 8;  // tasks; the text view lists all
constexpr float pitch = 24;

}  // namespace

float draw_chains(context& c, float y)
{
    const trace::history& h = c.run.history();
    const trace::history& whole = c.run.whole().history();
    if (!whole.has_chains() && !whole.has_variables()) {
        return y;
    }
    y = heading(c, y, "chains", whole.has_variables() ? words::title_variables : words::title_chains);
    std::size_t rows = 0;
    for (const trace::task_view& t : c.run.now().tasks) {
        if (t.ended() || !t.started) {
            continue;
        }
        if (rows == most) {
            write(c, c.type.text, c.left, y, c.colours.muted, words::more_chains);
            y += pitch;
            break;
        }
        ++rows;
        const std::string name = task_name(h, t.id);
        c.list->AddRectFilled({c.left, y + 3}, {c.left + 4, y + 17}, c.colours.task(t.id), 2);
        write(c, c.type.text, c.left + 12, y, c.colours.text,
              fitted_text(c.type.text, name, lane_label - 20));
        const float left = c.left + lane_label;
        const float right = c.left + c.width;
        const std::string own = own_variables(h, h.events().text(t.variables));
        const std::string values = in_line(own);
        const float room = (right - left) * (values.empty() ? 1.0F : 0.5F);
        const std::string chain = fitted_text(c.type.mono, who_is_awaited(h, c.run.now(), t), room);
        const float after = left + write(c, c.type.mono, left, y, c.colours.text, chain) + 12;
        if (!values.empty() && after < right) {
            write(c, c.type.mono, after, y, c.colours.muted, fitted_text(c.type.mono, values, right - after));
        }
        if (!values.empty() && area(c, "values:" + name, {c.left, y, c.width, pitch}).hovered) {
            tooltip(c, first_of(own));
        }
        c.at.rects["chain:" + name] = {c.left, y, c.width, pitch};
        y += pitch;
    }
    if (rows == 0) {
        write(c, c.type.text, c.left, y, c.colours.muted, words::no_chain);
        y += pitch;
    }
    return y + 16;
}

}  // namespace web::panel
