#include "trace/log.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "trace/schema.hpp"
#include "trace/utf8.hpp"

namespace trace {

std::size_t log::count_until(double time) const noexcept
{
    constexpr double tolerance = 1e-9;
    const auto place = std::upper_bound(events_.begin(), events_.end(), time + tolerance,
                                        [](double t, const event& e) { return t < e.time; });
    return static_cast<std::size_t>(place - events_.begin());
}

std::uint32_t log::place_of(std::string_view text)
{
    if (4 * texts_.size() >= 3 * known_.size()) {
        make_room();
    }
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
    std::size_t at = hash & (known_.size() - 1);
    for (; known_[at].index != 0; at = (at + 1) & (known_.size() - 1)) {
        if (known_[at].hash == hash && texts_[known_[at].index] == text) {
            return known_[at].index;
        }
    }
    if (!is_utf8(text)) {
        return intern(to_utf8(text));
    }
    const auto index = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(text);
    known_[at] = {hash, index};
    return index;
}

void log::make_room()
{
    constexpr std::size_t first = 16;
    std::vector<known> more(std::max(first, 2 * known_.size()));
    for (const known& k : known_) {
        if (k.index != 0) {
            std::size_t at = k.hash & (more.size() - 1);
            while (more[at].index != 0) {
                at = (at + 1) & (more.size() - 1);
            }
            more[at] = k;
        }
    }
    known_ = std::move(more);
}

bool log::operator==(const log& other) const
{
    const auto same = [&](const event& a, const event& b) {
        event as_here = b;
        const shape& s = shape_of(a.kind);
        const auto same_text = [&](std::uint32_t event::*index) {
            as_here.*index = a.*index;
            return text(a.*index) == other.text(b.*index);
        };
        return a.kind == b.kind && same_text(&event::file) && (!s.text || same_text(&event::text)) &&
               (!s.other || !s.other_is_text() || same_text(&event::other)) && a == as_here;
    };
    return header == other.header &&
           std::equal(events_.begin(), events_.end(), other.events_.begin(), other.events_.end(), same);
}

}  // namespace trace
