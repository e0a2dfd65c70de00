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
/// runtime_error. Each function below suspends only if the buffer hasn't got enough, and the task goes on
/// when more has been received, or nothing more comes. Once the connection is lost by an error, each throws
/// it.
class stream_reader {
public:
    explicit stream_reader(detail::ref<detail::reader_state> state) noexcept : state_(std::move(state)) {}

    /// Up to `most` bytes, as soon as there are any; with -1 all up to the end. None at the end.
    /// CPython: StreamReader.read.
    coro<std::string> read(std::int64_t most = -1) const
    {
        return detail::reader_state::read(detail::hidden{"StreamReader.read"}, state_, most);
    }
    /// A line with its newline; what's left, maybe nothing, at the end. Throws value_error when the line is
    /// longer than the limit; then it's dropped, or what there was of it. CPython: StreamReader.readline.
    coro<std::string> readline() const
    {
        return detail::reader_state::read_line(detail::hidden{"StreamReader.readline"}, state_);
    }
    /// All up to `separator`, and with it. Throws limit_overrun_error when that's longer than the limit, and
    /// leaves it in the buffer; incomplete_read_error at the end; value_error when the separator is empty.
    /// CPython: StreamReader.readuntil.
    coro<std::string> readuntil(std::string separator = "\n") const
    {
        return readuntil(std::vector<std::string>{std::move(separator)});
    }
    coro<std::string> readuntil(std::initializer_list<std::string_view> separators) const
    {
        return readuntil(std::vector<std::string>(separators.begin(), separators.end()));
    }
    /// Up to the first of several; the shortest possible.
    coro<std::string> readuntil(std::vector<std::string> separators) const
    {
        return detail::reader_state::read_until(detail::hidden{"StreamReader.readuntil"}, state_,
                                                std::move(separators));
    }
    /// `size` bytes. Throws incomplete_read_error when the stream ends before; value_error for less than
    /// none. CPython: StreamReader.readexactly.
    coro<std::string> readexactly(std::int64_t size) const
    {
        return detail::reader_state::read_exactly(detail::hidden{"StreamReader.readexactly"}, state_, size);
    }
    /// The next line, for aio::async_for; nothing at the end. CPython: async for line in reader.
    coro<std::optional<std::string>> next() const
    {
        return next(detail::hidden{"StreamReader.__anext__"}, *this);
    }

    /// The stream has ended, and all of it was read. CPython: StreamReader.at_eof.
    bool at_eof() const noexcept { return state_->at_eof(); }
    /// What the connection was lost by; null for nothing. CPython: StreamReader.exception.
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
