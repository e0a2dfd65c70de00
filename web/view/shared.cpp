#include "web/view/shared.hpp"

#include <algorithm>

#include "json/filled.hpp"
#include "shared.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

constexpr double least = 28;           // pixels: changes within that share a mark
constexpr std::size_t most_lines = 8;  // of a tooltip

// On the axis by steps, a change shows from the column after its callback's on.
double x_of(const trace::history& h, const axis& to, const trace::shared_change& c)
{
    const bool inside = to.kind() == axis_kind::steps && h.within_callback(c.position);
    return to.x(to.place_of(c.time, c.position) + (inside ? 1 : 0));
}

// '0 → 1', or '0' for the first.
std::string change_of(const trace::history& h, const trace::shared_value& v, std::size_t i)
{
    const std::string& now = h.events().text(v.changes[i].value);
    return i == 0 ? now : h.events().text(v.changes[i - 1].value) + " → " + now;
}

std::size_t changes_before(const trace::shared_value& v, std::size_t position)
{
    const auto after =
        std::partition_point(v.changes.begin(), v.changes.end(),
                             [position](const trace::shared_change& c) { return c.position < position; });
    return static_cast<std::size_t>(after - v.changes.begin());
}

// 'At 2.000 s, 0 → 1 in a step of Task-2.', or of what's to come 'At 2.000 s, it will be 1 after a step of
// Task-2.'
std::string sentence(const trace::history& h, const trace::shared_value& v, std::size_t i, bool future)
{
    const trace::shared_change& c = v.changes[i];
    const words::tense& sentence = c.task == 0 ? words::changed : words::changed_in;
    return json::filled(sentence.in(future),
                        {seconds(c.time), future ? h.events().text(c.value) : change_of(h, v, i),
                         task_name(h, c.task)});
}

// The tasks whose steps leave it as it is, after a change and at the same moment. If the change is over, only
// steps that are over, too.
std::vector<std::uint32_t> unmoved_by(const trace::history& h, const trace::shared_value& v, std::size_t i,
                                      std::size_t position)
{
    const trace::shared_change& c = v.changes[i];
    const std::size_t known = c.position < position ? position : h.size();
    const std::size_t end = i + 1 < v.changes.size() ? std::min(v.changes[i + 1].position, known) : known;
    std::vector<std::uint32_t> tasks;
    for (std::size_t k = h.callbacks_at(c.position) + (h.within_callback(c.position) ? 1 : 0);
         k + 1 < h.boundaries().size() && h.boundaries()[k + 1] <= end; ++k) {
        const trace::event e = h.events()[h.begins()[k]];
        if (e.time != c.time) {
            break;
        }
        const auto kind = static_cast<aio::callback_kind>(e.detail);
        const bool steps = kind == aio::callback_kind::step || kind == aio::callback_kind::wakeup;
        if (steps && std::find(tasks.begin(), tasks.end(), e.task) == tasks.end()) {
            tasks.push_back(e.task);
        }
    }
    return tasks;
}

// 'After the steps of Task-3 and Task-4 it was still 1: each wrote the same value again, or none.'
std::string unmoved(const trace::history& h, const trace::shared_value& v, std::size_t i,
                    std::size_t position)
{
    constexpr std::size_t most = 5;
    const auto tasks = i == 0 ? std::vector<std::uint32_t>() : unmoved_by(h, v, i, position);
    if (tasks.empty()) {
        return "";
    }
    std::string names;
    for (std::size_t n = 0; n != std::min(tasks.size(), most); ++n) {
        names += (n == 0                  ? ""
                  : n + 1 == tasks.size() ? words::and_before_last
                                          : ", ") +
                 task_name(h, tasks[n]);
    }
    if (tasks.size() > most) {
        names = json::filled(words::and_more_tasks, {names, std::to_string(tasks.size() - most)});
    }
    const bool is_over = v.changes[i].position < position;
    return json::filled(is_over ? words::unchanged(tasks.size()) : words::unchanged_to_come(tasks.size()),
                        {names, h.events().text(v.changes[i].value)});
}

}  // namespace

std::vector<shared_mark> shared_marks(const trace::history& h, const trace::shared_value& v, const axis& to,
                                      double edge)
{
    std::vector<shared_mark> marks;
    const auto& all = v.changes;
    const auto first_from = [&](std::size_t from, double x) {
        const auto place =
            std::partition_point(all.begin() + static_cast<std::ptrdiff_t>(from), all.end(),
                                 [&](const trace::shared_change& c) { return x_of(h, to, c) < x; });
        return static_cast<std::size_t>(place - all.begin());
    };
    std::size_t i = first_from(0, to.left());
    for (i -= std::min<std::size_t>(i, 1); i < all.size();) {
        const double x0 = x_of(h, to, all[i]);
        if (x0 > to.right()) {
            break;
        }
        const std::size_t next = first_from(i + 1, x0 + least);
        marks.push_back({x0, next < all.size() ? x_of(h, to, all[next]) : std::max(edge, x0), i, next - 1});
        i = next;
    }
    return marks;
}

std::string label_of(const trace::history& h, const trace::shared_value& v, const shared_mark& m)
{
    const std::string& value = h.events().text(v.changes[m.last].value);
    return m.first == m.last ? value : "×" + std::to_string(m.last - m.first + 1) + " · " + value;
}

std::string value_at(const trace::history& h, const trace::shared_value& v, std::size_t position)
{
    const std::size_t count = changes_before(v, position);
    return count == 0 ? std::string() : h.events().text(v.changes[count - 1].value);
}

std::string describe(const trace::history& h, const trace::shared_value& v, const shared_mark& m,
                     std::size_t position)
{
    std::string text;
    for (std::size_t i = m.first; i <= m.last; ++i) {
        if (i - m.first == most_lines) {
            return json::filled(words::and_more_lines, {text, std::to_string(m.last - i + 1)});
        }
        text += (text.empty() ? "" : "\n") + sentence(h, v, i, v.changes[i].position >= position);
    }
    const std::string then = unmoved(h, v, m.last, position);
    return then.empty() ? text : text + "\n" + then;
}

std::size_t write_shared(json::writer& out, const session& s, std::size_t most)
{
    const trace::history& h = s.history();
    const auto& shared = h.shared();
    const std::size_t each = most / std::max<std::size_t>(1, std::min(shared.size(), most));
    std::size_t left_out = 0;
    out.key("shared").begin_array();
    for (std::size_t n = 0; n != shared.size(); ++n) {
        const trace::shared_value& v = shared[n];
        const std::size_t end = changes_before(v, s.position());
        const std::size_t first = n < most ? end - std::min(end, each) : end;
        left_out += first;
        for (std::size_t i = first; i != end; ++i) {
            const trace::shared_change& c = v.changes[i];
            out.begin_object().field("name", h.events().text(v.name)).field("t", c.time);
            out.field("text", change_of(h, v, i)).field("task", c.task == 0 ? "" : task_name(h, c.task));
            out.field("then", unmoved(h, v, i, s.position())).end_object();
        }
    }
    out.end_array();
    return left_out;
}

}  // namespace web
