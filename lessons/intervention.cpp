#include "lessons/intervention.hpp"

#include <algorithm>
#include <cstdlib>

#include "json/formatted.hpp"

namespace lessons {

namespace {

constexpr std::array<std::string_view, 3> deeds{"cancel", "raise", "delay"};

// Without an exponent, whose sign would be taken for a separator.
std::string decimal(double value)
{
    std::string s = json::formatted("%.9f", value);
    s.erase(s.find_last_not_of('0') + 1);
    s.erase(s.find_last_not_of('.') + 1);
    return s;
}

std::optional<double> number(std::string_view text, double most)
{
    const std::string copy(text);
    if (copy.empty() || copy.size() > 30 || copy.find_first_not_of("0123456789.") != std::string::npos) {
        return std::nullopt;
    }
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    return *end == '\0' && value <= most ? std::optional(value) : std::nullopt;
}

std::string_view take(std::string_view& rest)
{
    const std::size_t end = std::min(rest.find('-'), rest.size());
    const std::string_view part(rest.data(), end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

}  // namespace

std::string_view name_of(deed what) noexcept
{
    return deeds[static_cast<std::size_t>(what)];
}

std::string write(const intervention& i)
{
    const char* const what = deeds[static_cast<std::size_t>(i.what)].data();
    const std::string moment = i.time ? decimal(*i.time) : std::to_string(i.after_callbacks);
    const std::string more = i.what == deed::raise   ? raisable[i.error].data()
                             : i.what == deed::delay ? decimal(i.seconds)
                                                     : "";
    const char* const between = i.what == deed::raise ? "-" : i.what == deed::delay ? "-by-" : "";
    return json::formatted("%s-%u-%s-%s%s%s", what, i.task, i.time ? "at" : "after", moment.c_str(), between,
                           more.c_str());
}

std::optional<intervention> read_intervention(std::string_view text)
{
    const bool ends_open = !text.empty() && text.back() == '-';
    intervention i;
    const auto what = std::find(deeds.begin(), deeds.end(), take(text));
    const auto task = number(take(text), 1e9);
    const std::string_view kind = take(text);
    const auto moment = number(take(text), 1e9);
    if (what == deeds.end() || !task || !moment || (kind != "at" && kind != "after")) {
        return std::nullopt;
    }
    i.what = static_cast<deed>(what - deeds.begin());
    i.task = static_cast<std::uint32_t>(*task);
    if (kind == "at") {
        i.time = *moment;
    } else {
        i.after_callbacks = static_cast<std::size_t>(*moment);
    }
    if (i.what == deed::raise) {
        const auto error = std::find(raisable.begin(), raisable.end(), take(text));
        if (error == raisable.end()) {
            return std::nullopt;
        }
        i.error = static_cast<std::size_t>(error - raisable.begin());
    } else if (i.what == deed::delay) {
        const bool by = take(text) == "by";
        const auto seconds = number(take(text), 1e6);
        if (!by || !seconds) {
            return std::nullopt;
        }
        i.seconds = *seconds;
    }
    return text.empty() && !ends_open ? std::optional(i) : std::nullopt;
}

std::string write(const std::vector<intervention>& all)
{
    std::string text;
    for (const intervention& i : all) {
        if (!text.empty()) {
            text += '_';
        }
        text += write(i);
    }
    return text;
}

}  // namespace lessons
