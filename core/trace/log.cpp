#include "trace/log.hpp"

#include <algorithm>

#include "trace/schema.hpp"
#include "trace/utf8.hpp"

namespace trace {

log::log()
{
    texts_.emplace_back();
    indices_.emplace(texts_.back(), 0);
}

log::log(const log& other) : header(other.header), events_(other.events_), texts_(other.texts_)
{
    std::uint32_t index = 0;
    for (const std::string& text : texts_) {
        indices_.emplace(text, index++);
    }
}

log& log::operator=(const log& other)
{
    return *this = log(other);
}

std::size_t log::count_until(double time) const noexcept
{
    constexpr double tolerance = 1e-9;
    const auto place = std::upper_bound(events_.begin(), events_.end(), time + tolerance,
                                        [](double t, const event& e) { return t < e.time; });
    return static_cast<std::size_t>(place - events_.begin());
}

std::uint32_t log::intern(std::string_view text)
{
    const auto known = indices_.find(text);
    if (known != indices_.end()) {
        return known->second;
    }
    if (!is_utf8(text)) {
        return intern(to_utf8(text));
    }
    const auto index = static_cast<std::uint32_t>(texts_.size());
    indices_.emplace(texts_.emplace_back(text), index);
    return index;
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
