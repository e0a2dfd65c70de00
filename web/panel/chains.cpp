// The coroutines in which each task is suspended, outermost first, and on across the tasks that they await, and
// what the innermost has in its variables. Only for programs in which one coroutine or task awaits another, or
// whose variables are known.

#include <cctype>

#include "panel.words.hpp"
#include "web/panel/chips.hpp"
#include "web/view/describe.hpp"
#include "web/view/variables.hpp"

namespace web::panel {

namespace {

constexpr std::size_t most = 8;  // tasks; the text view lists all
constexpr float pitch = 22;
constexpr float gap = 12;

// Whether a variable begins there: 'seen = …'.
bool is_name(const std::string& values, std::size_t at)
{
    while (at < values.size() && (std::isalnum(static_cast<unsigned char>(values[at])) || values[at] == '_')) {
        ++at;
    }
    return values.compare(at, 3, " = ") == 0;
}

// 'main → … → read': what's inside goes first.
std::string chain_within(ImFont* font, const std::string& chain, float room)
{
    constexpr std::string_view arrow = " → ";
    const std::size_t first = chain.find(arrow);
    std::size_t rest = first;
    std::string shown = chain;
    while (!fits(font, shown, room)) {
        rest = rest == std::string::npos ? rest : chain.find(arrow, rest + arrow.size());
        if (rest == std::string::npos) {
            return cut_inside(font, shown, room);
        }
        shown = chain.substr(0, first) + " → …" + chain.substr(rest);
    }
    return shown;
}

// As many whole variables as there's room for, or else a part of the first.
std::string variables_within(ImFont* font, const std::string& values, float room)
{
    std::string shown = fitted_text(font, values, room);
    for (std::size_t at = shown == values ? std::string::npos : shown.rfind(", "); at != std::string::npos && at > 0;
         at = shown.rfind(", ", at - 1)) {
        if (is_name(values, at + 2)) {
            return shown.substr(0, at) + ", …";
        }
    }
    return shown;
}

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
        write_fitted(c, c.type.text, c.left + 12, y, c.colours.text, name, lane_label - 20);
        const float left = c.left + lane_label;
        const float right = c.left + c.width;
        const std::string own = own_variables(h, h.events().text(t.variables));
        const std::string values = in_line(own);
        // The chain has all the room that the variables leave it, and at least half.
        const float half = (right - left) / 2 - gap;
        const float kept = values.empty() ? 0 : gap + (fits(c.type.mono, values, half) ? width_of(c.type.mono, values) : half);
        const std::string awaited = who_is_awaited(h, c.run.now(), t);
        const std::string chain = chain_within(c.type.mono, awaited, right - left - kept);
        const float after = left + write(c, c.type.mono, left, y, c.colours.text, chain) + gap;
        if (!values.empty() && after < right) {
            write(c, c.type.mono, after, y, c.colours.muted, variables_within(c.type.mono, values, right - after));
        }
        if (chain != awaited) {
            is_cut(c, {left, y, after - left, pitch}, awaited);
        }
        if (!values.empty() && area(c, "values:" + name, {c.left, y, c.width, pitch}).hovered) {
            tooltip(c, (chain != awaited ? awaited + "\n" : "") + first_of(own));
        }
        c.at.rects["chain:" + name] = {c.left, y, c.width, pitch};
        y += pitch;
    }
    if (rows == 0) {
        write(c, c.type.text, c.left, y, c.colours.muted, words::no_chain);
        y += pitch;
    }
    return y + 8;
}

}  // namespace web::panel
