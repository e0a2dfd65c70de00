#pragma once
// The receiving end of a stream of bytes. CPython: asyncio.StreamReader.

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aio/detail/reader_state.hpp"

namespace aio {

/// A handle: copies are the same reader. Only one coroutine at a time can wait in it; a second one gets a
/// runtime_error. Each function below suspends only if the buffer doesn't hold enough; the task resumes when
/// more bytes arrive or the stream ends. If the connection was lost with an error, each of them throws that
/// error.
class stream_reader {
public:
    explicit stream_reader(detail::ref<detail::reader_state> state) noexcept : state_(std::move(state)) {}

    /// Awaits to up to `most` bytes, as soon as there are any; with -1, to everything up to the end of the
    /// stream. Empty at the end. CPython: StreamReader.read.
    coro<std::string> read(std::int64_t most = -1) const
    {
        return detail::reader_state::read(detail::hidden{"StreamReader.read"}, state_, most);
    }
    /// Awaits to a line with its newline; at the end of the stream, to the rest, which may be empty. Throws
    /// value_error if the line is longer than the limit; the part of it in the buffer is then dropped.
    /// CPython: StreamReader.readline.
    coro<std::string> readline() const
    {
        return detail::reader_state::read_line(detail::hidden{"StreamReader.readline"}, state_);
    }
    /// Awaits to everything up to and including `separator`. Throws limit_overrun_error if that is longer
    /// than the limit, and leaves it in the buffer; incomplete_read_error at the end of the stream;
    /// value_error if the separator is empty. CPython: StreamReader.readuntil.
    coro<std::string> readuntil(std::string separator = "\n") const
    {
        return readuntil(std::vector<std::string>{std::move(separator)});
    }
    coro<std::string> readuntil(std::initializer_list<std::string_view> separators) const
    {
        return readuntil(std::vector<std::string>(separators.begin(), separators.end()));
    }
    /// The same for several separators: stops at the first, with the shortest possible match.
    coro<std::string> readuntil(std::vector<std::string> separators) const
    {
        return detail::reader_state::read_until(detail::hidden{"StreamReader.readuntil"}, state_,
                                                std::move(separators));
    }
    /// Awaits to exactly `size` bytes. Throws incomplete_read_error if the stream ends first, and value_error
    /// if `size` is negative. CPython: StreamReader.readexactly.
    coro<std::string> readexactly(std::int64_t size) const
    {
        return detail::reader_state::read_exactly(detail::hidden{"StreamReader.readexactly"}, state_, size);
    }
    /// Awaits to the next line, or nullopt at the end. CPython: async for line in reader.
    coro<std::optional<std::string>> next() const
    {
        return next(detail::hidden{"StreamReader.__anext__"}, *this);
    }

    /// True if the stream has ended and everything was read. CPython: StreamReader.at_eof.
    bool at_eof() const noexcept { return state_->at_eof(); }
    /// The error with which the connection was lost; null if there is none. CPython: StreamReader.exception.
    std::exception_ptr exception() const noexcept { return state_->exception(); }
    /// Ends the stream. CPython: StreamReader.feed_eof.
    void feed_eof() const { state_->feed_eof(); }

private:
    static coro<std::optional<std::string>> next(detail::hidden, stream_reader self)
    {
        std::string line = co_await self.readline();
        if (line.empty()) {
            co_return std::nullopt;
        }
        co_return line;
    }

    detail::ref<detail::reader_state> state_;
};

}  // namespace aio
