#pragma once
// A stream's bytes by where they are, in words: in the writer's buffer, on their way, at the reader's side.

#include <string>
#include <vector>

#include "trace/history.hpp"

namespace web {

/// Bytes that are at one place of a stream.
struct stream_part {
    enum class place : std::uint8_t {
        to_send,    ///< in the writer's buffer
        in_flight,  ///< on their way
        to_take,    ///< arrived; the loop takes them in its next iteration
        to_read,    ///< in the reader's buffer
    };
    place at;
    std::uint64_t begin = 0;  ///< how many bytes came before them, all in all
    std::uint64_t size = 0;
    double arrives = 0;  ///< when the first of those on their way arrive
    double until = 0;    ///< and when the last do
    std::string text;    ///< what the first of them are, 'b'abc'', or nothing if that isn't known
};

/// The parts of a stream at `time`, the one that is read next at first. There are few of them, however many
/// are on their way: all that come after the first few are one.
std::vector<stream_part> parts_of(const trace::history& h, const trace::stream_view& s, double time);
/// '3 bytes', '1.5 KB'.
std::string bytes_text(std::uint64_t size);
/// Who writes into it and who reads it, 'Task-1 → Task-2', as far as that's known; or nothing.
std::string ends_of(const trace::history& h, const trace::stream_view& s);
/// How it is at `time`, in a line.
std::string describe_stream(const trace::history& h, const trace::resource_view& r, double time);

}  // namespace web
