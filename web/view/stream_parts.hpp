#pragma once
// A stream's bytes by where they are, in words: in the writer's buffer, on their way, on the reader's side.

#include <string>
#include <vector>

#include "trace/history.hpp"

namespace web {

/// Bytes in one place of a stream.
struct stream_part {
    enum class place : std::uint8_t {
        to_send,    ///< in the writer's buffer
        in_flight,  ///< on their way
        to_take,    ///< arrived; the loop receives them in its next iteration
        to_read,    ///< in the reader's buffer
    };
    place at;
    std::uint64_t begin = 0;  ///< the number of bytes before them, in total
    std::uint64_t size = 0;
    double arrives = 0;  ///< when the first of the bytes in flight arrive
    double until = 0;    ///< when the last of them arrive
    std::string text;    ///< their first bytes as text, 'b'abc'', or empty if they aren't known
};

/// The parts of a stream at `time`; the part that is read next comes first. There are few of them however
/// many are in flight: all after the first few count as one.
std::vector<stream_part> parts_of(const trace::history& h, const trace::stream_view& s, double time);
/// '3 bytes', '1.5 KB'.
std::string bytes_text(std::uint64_t size);
/// The tasks that write and read, 'Task-1 → Task-2', as far as they're known; or empty.
std::string ends_of(const trace::history& h, const trace::stream_view& s);
/// The stream's state at `time`, in a line.
std::string describe_stream(const trace::history& h, const trace::resource_view& r, double time);

}  // namespace web
