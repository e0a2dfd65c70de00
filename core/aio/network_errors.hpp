#pragma once
// Errors of a network, and of reading from it.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "aio/errors.hpp"

namespace aio {

/// No server listens at that address. CPython: ConnectionRefusedError.
struct connection_refused_error : connection_error {
    using connection_error::connection_error;
    const char* type_name() const noexcept override { return "ConnectionRefusedError"; }
};

/// The other side dropped the connection. CPython: ConnectionResetError.
struct connection_reset_error : connection_error {
    using connection_error::connection_error;
    const char* type_name() const noexcept override { return "ConnectionResetError"; }
};

/// This side has already ended its half of the connection, or lost it. CPython: BrokenPipeError.
struct broken_pipe_error : connection_error {
    using connection_error::connection_error;
    const char* type_name() const noexcept override { return "BrokenPipeError"; }
};

/// There's no such host. CPython: socket.gaierror.
struct gai_error : os_error {
    using os_error::os_error;
    const char* type_name() const noexcept override { return "gaierror"; }
    const char* module() const noexcept override { return "socket"; }
};

/// CPython: EOFError.
struct eof_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "EOFError"; }
};

/// The stream ended before all the requested bytes arrived. CPython: asyncio.IncompleteReadError.
class incomplete_read_error : public eof_error {
public:
    /// `expected` is the number of bytes requested; nullopt if the request was for everything up to a
    /// separator.
    incomplete_read_error(std::string partial, std::optional<std::int64_t> expected);
    const char* type_name() const noexcept override { return "IncompleteReadError"; }
    const char* module() const noexcept override { return "asyncio.exceptions"; }
    /// The bytes that did arrive.
    const std::string& partial() const noexcept { return partial_; }
    std::optional<std::int64_t> expected() const noexcept { return expected_; }

private:
    std::string partial_;
    std::optional<std::int64_t> expected_;
};

/// The data up to a separator is longer than the stream's limit. CPython: asyncio.LimitOverrunError.
class limit_overrun_error : public exception {
public:
    limit_overrun_error(std::string message, std::size_t consumed)
        : exception(std::move(message)), consumed_(consumed)
    {}
    const char* type_name() const noexcept override { return "LimitOverrunError"; }
    const char* module() const noexcept override { return "asyncio.exceptions"; }
    /// How many bytes of the buffer were searched and don't contain the separator.
    std::size_t consumed() const noexcept { return consumed_; }

private:
    std::size_t consumed_;
};

}  // namespace aio
