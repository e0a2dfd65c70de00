#pragma once
// The timeline as a picture (SVG).

#include <cstddef>

namespace web::words {

constexpr const char* picture_title = "$1, at $2";
constexpr const char* picture_span = "Timeline from $1 to $2. ";
constexpr const char* picture_task = "$1: $2. ";
constexpr const char* not_created = "not created yet";
constexpr const char* picture_output = "Output";
constexpr const char* picture_earlier = "and $1 earlier";
constexpr const char* picture_time = "t = $1";
constexpr const char* picture_held_by = "held by $1";
constexpr const char* picture_hold = "The loop is held by $1.";
constexpr const char* picture_folded = "$1 changes of state, too close together to draw.";
constexpr const char* picture_rows(std::size_t n)
{
    return n == 1 ? "and $1 more row" : "and $1 more rows";
}
constexpr const char* picture_filtered(std::size_t n)
{
    return n == 1 ? "$1 task is filtered out" : "$1 tasks are filtered out";
}
constexpr const char* picture_more = "and $1 more";
constexpr const char* picture_differs = "From here on it does something else than in the other run.";
constexpr const char* picture_threads = "threads";

}  // namespace web::words
