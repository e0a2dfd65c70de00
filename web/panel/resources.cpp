// What tasks share: queues as slots with their items, locks and semaphores with their holders, and the
// waiters of each.

#include <algorithm>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "resources.words.hpp"
#include "web/panel/chips.hpp"
#include "web/view/describe.hpp"
#include "web/view/stream_parts.hpp"
#include "web/view/time_axis.hpp"

namespace web::panel {

namespace {

constexpr std::size_t most_slots = 12;  // the most slots drawn of a queue or semaphore
constexpr std::size_t most_shown = 8;   // resources: the text view lists more

enum class thing : std::uint64_t { item = 2, waiter = 3, holder = 4 };

// A key for a chip that no other chip has.
std::uint64_t key(thing what, std::uint32_t resource, std::uint32_t number)
{
    return static_cast<std::uint64_t>(what) << 60 | static_cast<std::uint64_t>(resource & 0xfffffff) << 32 |
           number;
}

bool is_queue(aio::resource_kind k)
{
    return k == aio::resource_kind::queue || k == aio::resource_kind::lifo_queue ||
           k == aio::resource_kind::priority_queue;
}

void empty_slot(chip_row& row)
{
    row.c.list->AddRect({row.x, row.y}, {row.x + chip_height, row.y + chip_height}, row.c.colours.faint, 6, 0,
                        1.5F);
    row.x += chip_height + 8;
}

// Draws the items in the order in which get() returns them, then the free slots if there's a maxsize.
void draw_items(chip_row& row, const trace::history& h, const trace::resource_view& r, float bottom)
{
    std::size_t shown = 0;
    for (; shown != std::min(r.items.size(), most_slots); ++shown) {
        const std::size_t i = shown;
        const std::string& text = h.events().text(r.items[i].text);
        const std::uint64_t own = key(thing::item, r.id, r.items[i].id);
        row.keep_room(r.items.size() - i - 1);
        // A new item comes from the chip of the task that puts it.
        const auto& putter = row.c.run.now().callback;
        if (!row.put(own, putter ? putter->id : own, row.c.colours.line, text.empty() ? "•" : text,
                     chip_style::plain, bottom, i == 0 ? words::next_item : "")) {
            break;
        }
        row.c.items.emplace(own, text);
    }
    row.more(r.items.size() - shown);
    for (std::size_t i = r.items.size(); i < static_cast<std::size_t>(r.limit) && i < most_slots; ++i) {
        empty_slot(row);
    }
    std::string text = r.items.empty() && r.limit == 0 ? words::empty : "";
    if (r.value > 0) {
        text += text.empty() ? "" : ", ";
        text += json::filled(words::unfinished, {std::to_string(static_cast<long long>(r.value))});
    }
    if (r.closed) {
        text += text.empty() ? "" : ", ";
        text += words::shut_down;
    }
    row.word(text);
}

// Draws the bytes in the order in which they'll be read: in the reader's buffer, in flight, not sent yet.
void draw_stream(chip_row& row, const trace::history& h, const trace::resource_view& r, float bottom)
{
    using place = stream_part::place;
    const std::vector<stream_part> parts = parts_of(h, r.stream, row.c.run.time());
    std::optional<place> last;
    std::size_t shown = 0;
    if (const std::string ends = ends_of(h, r.stream); !ends.empty()) {
        row.word(ends);
    }
    for (const stream_part& part : parts) {
        if (last != part.at) {
            row.word(part.at == place::to_read     ? words::label_to_read
                     : part.at == place::to_take   ? words::label_arrived
                     : part.at == place::in_flight ? words::label_in_flight
                                                   : words::label_to_send);
            last = part.at;
        }
        const std::string label = part.text.empty() ? bytes_text(part.size) : part.text;
        const char* const tip = part.at == place::to_read     ? words::tip_to_read
                                : part.at == place::to_take   ? words::tip_arrived
                                : part.at != place::in_flight ? words::tip_to_send
                                : part.until > part.arrives   ? words::tip_in_flight_until
                                                              : words::tip_in_flight;
        const std::string says = json::filled(tip, {bytes_text(part.size), seconds(part.arrives)});
        const std::uint64_t own = key(thing::item, r.id, static_cast<std::uint32_t>(part.begin));
        row.keep_room(parts.size() - shown - 1);
        if (!row.put(own, own, row.c.colours.line, label,
                     part.at == place::in_flight ? chip_style::outlined : chip_style::plain, bottom, says)) {
            row.more(parts.size() - shown);
            break;
        }
        ++shown;
    }
    row.word(std::string(parts.empty() ? words::empty : "") + (parts.empty() && r.closed ? ", " : "") +
             (r.closed ? words::stream_ended : ""));
}

void draw_holders(chip_row& row, const trace::history& h, const trace::resource_view& r, float bottom)
{
    std::size_t shown = 0;
    for (const std::uint32_t task : r.holders) {
        const std::uint64_t own = key(thing::holder, r.id, task);
        row.keep_room(r.holders.size() - shown - 1);
        if (shown == most_slots ||
            !row.put(own, key(thing::waiter, r.id, task), colour_of(row.c, task), task_name(h, task),
                     chip_style::solid, bottom,
                     r.kind == aio::resource_kind::future ? "" : words::has_acquired)) {
            row.more(r.holders.size() - shown);
            return;
        }
        ++shown;
    }
}

// Draws the resource's state in the row next to its name.
void draw_state(chip_row& row, const trace::history& h, const trace::resource_view& r, float bottom)
{
    if (is_queue(r.kind)) {
        draw_items(row, h, r, bottom);
    } else if (r.kind == aio::resource_kind::stream) {
        draw_stream(row, h, r, bottom);
    } else if (r.kind == aio::resource_kind::semaphore) {
        draw_holders(row, h, r, bottom);
        const auto free = static_cast<std::size_t>(std::max(r.value, 0.0));
        for (std::size_t i = 0; i != std::min(free, most_slots); ++i) {
            empty_slot(row);
        }
        row.word(json::filled(words::free_permits, {std::to_string(free)}));
    } else if (r.kind == aio::resource_kind::lock && !r.holders.empty()) {
        row.word(words::held_by);
        draw_holders(row, h, r, bottom);
    } else if (r.kind == aio::resource_kind::future && !r.holders.empty()) {
        row.word(r.value == 2 ? words::cancelled_by : words::set_by);
        draw_holders(row, h, r, bottom);
    } else {
        row.word(describe(h, r, row.c.run.time()));
    }
}

const char* doing(const trace::resource_view& r, aio::wait_role role)
{
    switch (role) {
    case aio::wait_role::getter:
        return words::label_get;
    case aio::wait_role::putter:
        return words::label_put;
    case aio::wait_role::joiner:
        return words::label_join;
    case aio::wait_role::reader:
        return words::label_read;
    case aio::wait_role::writer:
        return words::label_write;
    default:
        break;
    }
    switch (r.kind) {
    case aio::resource_kind::barrier:
        return words::label_at_barrier;
    case aio::resource_kind::future:
        return words::label_awaited;
    default:
        return words::label_waiting;
    }
}

// Draws the waiters in order of arrival, grouped by what they wait to do: those first that wait for all of it.
void draw_waiters(chip_row& row, const trace::history& h, const trace::resource_view& r, float bottom)
{
    std::size_t coming = r.waiters.size();  // waiters that aren't drawn yet
    for (const aio::wait_role role :
         {aio::wait_role::joiner, aio::wait_role::putter, aio::wait_role::getter, aio::wait_role::acquirer,
          aio::wait_role::waiter, aio::wait_role::reader, aio::wait_role::writer}) {
        const std::vector<std::uint32_t> tasks = r.waiting(role);
        if (tasks.empty()) {
            continue;
        }
        const char* const label = doing(r, role);
        row.keep_room(coming - 1);
        if (!row.has_room(label, bottom)) {
            row.more(coming);
            return;
        }
        row.word(label);
        for (std::size_t i = 0; i != tasks.size(); ++i) {
            const std::uint64_t own = key(thing::waiter, r.id, tasks[i]);
            row.keep_room(coming - 1);
            const trace::task_view* t = row.c.run.now().task(tasks[i]);
            const bool woken = t && t->state == trace::task_state::ready;
            if (!row.put(own, own, colour_of(row.c, tasks[i]),
                         json::filled(woken ? words::woken : "$1", {task_name(h, tasks[i])}),
                         chip_style::outlined, bottom,
                         woken    ? words::tip_woken
                         : i == 0 ? words::tip_longest
                                  : "")) {
                row.more(coming);
                return;
            }
            --coming;
        }
    }
    if (r.waiters.empty()) {
        row.word(words::no_task_waits);
    }
}

// A heading for the kinds of resources that the run has.
const char* title_of(const trace::history& h)
{
    using kind = aio::resource_kind;
    const std::size_t all = h.resources().size();
    if (h.resources_of(kind::queue) + h.resources_of(kind::lifo_queue) +
            h.resources_of(kind::priority_queue) ==
        all) {
        return words::title_queues;
    }
    if (h.resources_of(kind::stream) != 0) {
        return h.resources_of(kind::stream) == all ? words::title_streams : words::title_mixed_streams;
    }
    return h.resources_of(kind::future) == all ? words::title_futures : words::title_mixed;
}

}  // namespace

float draw_resources(context& c, float y)
{
    const trace::history& h = c.run.history();
    const trace::history& whole = c.run.whole().history();
    if (whole.resources().empty()) {
        return y;
    }
    y = heading(c, y, "resources", title_of(whole));
    const auto& all = c.run.now().resources;
    if (all.empty()) {
        write(c, c.type.text, c.left, y + 4, c.colours.muted, words::none_now);
    }
    const float label = c.narrow() ? 84.0F : 112.0F;
    std::size_t shown = 0;
    for (const trace::resource_view& r : all) {
        if (shown == most_shown) {
            write(c, c.type.text, c.left, y + 4, c.colours.muted,
                  json::filled(words::and_more, {std::to_string(all.size() - shown)}));
            y += chip_pitch;
            break;
        }
        ++shown;
        const std::string name = resource_name(h, r.id);
        write_fitted(c, c.type.text, c.left, y + 4, c.colours.text, name, label - 8);
        // Resources with slots have a row for the slots and one for the waiters.
        const bool has_slots = is_queue(r.kind) || r.kind == aio::resource_kind::semaphore ||
                               r.kind == aio::resource_kind::stream;
        const float height = (has_slots ? 2 : 1) * chip_pitch;
        c.at.rects["resource:" + name] = {c.left, y, c.width, height};
        chip_row row(c, c.left + label, c.left + c.width, y);
        draw_state(row, h, r, y + chip_pitch);
        if (has_slots) {
            row.x = row.left;
            row.y = y + chip_pitch;
        }
        draw_waiters(row, h, r, y + height);
        y += height + 4;
    }
    if (all.empty()) {
        y += chip_pitch;
    }
    return y + 8;
}

}  // namespace web::panel
