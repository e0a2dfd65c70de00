#pragma once
// Exceptions under asyncio's names. `exception` stands for Python's Exception; `cancelled_error` is apart
// from it, as in Python, so that `catch (const aio::exception&)` does not swallow a cancellation.

#include <exception>
#include <string>

namespace aio {

/// Python's Exception. A program's own errors derive from it and say their Python name.
class exception : public std::exception {
public:
    explicit exception(std::string message = {}) : message_(std::move(message)) {}
    const char* what() const noexcept override { return message_.c_str(); }
    /// The class's name in Python: what stands before the colon in a traceback's last line.
    virtual const char* type_name() const noexcept { return "Exception"; }
    /// The module that a traceback writes before the name; empty for builtins and the program's own.
    virtual const char* module() const noexcept { return ""; }

private:
    std::string message_;
};

/// Thrown into a task at its await when it is cancelled. CPython: asyncio.CancelledError.
class cancelled_error {
public:
    explicit cancelled_error(std::string message = {}) : message_(std::move(message)) {}
    const std::string& message() const noexcept { return message_; }

private:
    std::string message_;
};

struct runtime_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "RuntimeError"; }
};

struct value_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "ValueError"; }
};

/// The operation is not allowed in this state of the future. CPython: asyncio.InvalidStateError.
struct invalid_state_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "InvalidStateError"; }
    const char* module() const noexcept override { return "asyncio.exceptions"; }
};

/// get_nowait on an empty queue. CPython: asyncio.QueueEmpty.
struct queue_empty : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "QueueEmpty"; }
    const char* module() const noexcept override { return "asyncio.queues"; }
};

/// put_nowait on a full queue. CPython: asyncio.QueueFull.
struct queue_full : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "QueueFull"; }
    const char* module() const noexcept override { return "asyncio.queues"; }
};

/// put on a queue that was shut down, or get on one that is empty too. CPython: asyncio.QueueShutDown.
struct queue_shut_down : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "QueueShutDown"; }
    const char* module() const noexcept override { return "asyncio.queues"; }
};

/// wait at a barrier that is broken, or that is reset meanwhile. CPython: asyncio.BrokenBarrierError.
struct broken_barrier_error : runtime_error {
    using runtime_error::runtime_error;
    const char* type_name() const noexcept override { return "BrokenBarrierError"; }
    const char* module() const noexcept override { return "asyncio.exceptions"; }
};

/// An exception as the last line of a traceback has it.
struct error_text {
    std::string type;       ///< the bare name
    std::string qualified;  ///< with its module, where a traceback writes it
    std::string message;
    bool cancelled = false;  ///< it is a cancelled_error
};

/// Names the exception that `error` holds.
error_text describe(const std::exception_ptr& error);

}  // namespace aio
