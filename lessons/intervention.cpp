#include "lessons/intervention.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace lessons {

namespace {

constexpr std::array<std::string_view, 3> deeds{"cancel", "raise", "delay"};

// Without an exponent, whose sign would be taken for a separator.
std::string decimal(double value)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.9f", value);
    std::string s(text);
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
    const std::string_view part = rest.substr(0, end);
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
    std::string text(name_of(i.what));
    text += "-" + std::to_string(i.task);
    text += i.time ? "-at-" + decimal(*i.time) : "-after-" + std::to_string(i.after_callbacks);
    if (i.what == deed::raise) {
        text += "-" + std::string(raisable[i.error]);
    } else if (i.what == deed::delay) {
        text += "-by-" + decimal(i.seconds);
    }
    return text;
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
        text += (text.empty() ? "" : "_") + write(i);
    }
    return text;
}

}  // namespace lessons
