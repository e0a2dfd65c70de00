#include "web/view/stream_parts.hpp"

#include <algorithm>

#include "json/filled.hpp"
#include "resources.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using place = stream_part::place;

constexpr std::ptrdiff_t most_in_flight = 8;  // parts

// The text of the bytes from `begin` to `end`, if a piece that the program wrote begins there.
std::string text_of(const trace::history& h, const trace::stream_view& s, std::uint64_t begin,
                    std::uint64_t end)
{
    const auto piece =
        std::lower_bound(s.pieces.begin(), s.pieces.end(), begin,
                         [](const trace::written_view& p, std::uint64_t from) { return p.begin < from; });
    if (piece == s.pieces.end() || piece->begin != begin) {
        return "";
    }
    return h.events().text(piece->text) + (end > piece->end ? " …" : "");
}

const char* pattern_of(const stream_part& part)
{
    switch (part.at) {
    case place::to_send:
        return words::bytes_to_send;
    case place::in_flight:
        return part.until > part.arrives ? words::bytes_in_flight_until : words::bytes_in_flight;
    case place::to_take:
        return words::bytes_arrived;
    case place::to_read:
        return words::bytes_to_read;
    }
    return "";
}

}  // namespace

std::vector<stream_part> parts_of(const trace::history& h, const trace::stream_view& s, double time)
{
    std::vector<stream_part> parts;
    std::uint64_t begin = s.read;
    const auto add = [&](place at, std::uint64_t end, double arrives = 0, double until = 0) {
        if (begin < end) {
            parts.push_back({at, begin, end - begin, arrives, until, text_of(h, s, begin, end)});
            begin = end;
        }
    };
    add(place::to_read, s.received);
    const auto flies = std::partition_point(s.in_flight.begin(), s.in_flight.end(),
                                            [time](const trace::sent_view& p) { return p.arrives <= time; });
    if (flies != s.in_flight.begin()) {
        add(place::to_take, (flies - 1)->end);
    }
    auto next = flies;
    for (; next != s.in_flight.end() && next - flies < most_in_flight; ++next) {
        add(place::in_flight, next->end, next->arrives, next->arrives);
    }
    if (next != s.in_flight.end()) {
        add(place::in_flight, s.sent, next->arrives, s.in_flight.back().arrives);
    }
    add(place::to_send, s.written);
    return parts;
}

std::string ends_of(const trace::history& h, const trace::stream_view& s)
{
    const auto name = [&h](std::uint32_t task) { return task == 0 ? "…" : task_name(h, task); };
    return s.writer == 0 && s.reader == 0 ? "" : name(s.writer) + " → " + name(s.reader);
}

std::string bytes_text(std::uint64_t size)
{
    constexpr std::uint64_t kilo = 1024;
    if (size < 10 * kilo) {
        return json::filled(words::bytes(size), {std::to_string(size)});
    }
    return json::filled(words::kilobytes, {std::to_string(size / kilo)});
}

std::string describe_stream(const trace::history& h, const trace::resource_view& r, double time)
{
    std::string text;
    const std::string ends = ends_of(h, r.stream);
    for (const stream_part& part : parts_of(h, r.stream, time)) {
        text += (text.empty() ? "" : ", ") +
                json::filled(pattern_of(part),
                             {bytes_text(part.size), seconds(part.arrives), seconds(part.until)});
        text += part.text.empty() ? "" : ": " + part.text;
    }
    if (text.empty()) {
        text = words::empty;
    }
    return (ends.empty() ? "" : ends + ": ") + text + (r.closed ? words::ended_by_writer : "");
}

}  // namespace web
