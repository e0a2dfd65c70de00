#pragma once
// Exceptions under asyncio's names. `base_exception` is Python's BaseException and `exception` is its
// Exception. As in Python, `cancelled_error` derives only from the former, so `catch (const aio::exception&)`
// doesn't swallow a cancellation.

#include <concepts>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace aio {

/// Python's BaseException: the base of every exception of the library. It has no state, so a class can
/// inherit it along two paths.
class base_exception {
public:
    virtual ~base_exception() = default;
    /// The message, as str() returns it.
    virtual const char* what() const noexcept = 0;
    /// The class's name in Python, as shown before the colon in the last line of a traceback.
    virtual const char* type_name() const noexcept { return "BaseException"; }
    /// The module that a traceback writes before the name; empty for builtins and the program's own classes.
    virtual const char* module() const noexcept { return ""; }

protected:
    base_exception() = default;
    base_exception(const base_exception&) = default;
    base_exception& operator=(const base_exception&) = default;
};

/// Python's Exception. A program's own errors derive from it and override type_name().
class exception : public std::exception, public virtual base_exception {
public:
    exception() = default;
    explicit exception(std::string message) : message_(std::move(message)), argument_(kind::text) {}
    /// With a number as its argument: `ValueError(1)`.
    template <std::integral T>
    explicit exception(T number) : message_(std::to_string(number)), argument_(kind::as_it_is)
    {}
    const char* what() const noexcept override { return message_.c_str(); }
    const char* type_name() const noexcept override { return "Exception"; }
    /// The text that repr() writes between the parentheses.
    virtual std::string argument() const;

protected:
    struct as_it_is {};
    /// The message is used as the argument's repr.
    exception(as_it_is, std::string message) : message_(std::move(message)), argument_(kind::as_it_is) {}

private:
    enum class kind : std::uint8_t { none, text, as_it_is };

    std::string message_;
    kind argument_ = kind::none;
};

/// Thrown from the await of a task that's cancelled. CPython: asyncio.CancelledError.
class cancelled_error : public virtual base_exception {
public:
    cancelled_error() = default;
    /// An empty string still counts as a message, as repr() shows; nullopt means no message.
    explicit cancelled_error(std::optional<std::string> message) : message_(std::move(message)) {}
    const char* what() const noexcept override { return message_ ? message_->c_str() : ""; }
    const char* type_name() const noexcept override { return "CancelledError"; }
    const char* module() const noexcept override { return "asyncio.exceptions"; }
    const std::optional<std::string>& message() const noexcept { return message_; }

private:
    std::optional<std::string> message_;
};

struct runtime_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "RuntimeError"; }
};

struct value_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "ValueError"; }
};

struct type_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "TypeError"; }
};

/// An error from the operating system. CPython: OSError.
struct os_error : exception {
    using exception::exception;
    /// With the system's error number, which starts the message: `[Errno 111] Connect call failed`.
    os_error(int number, const std::string& text);
    const char* type_name() const noexcept override { return "OSError"; }
    std::string argument() const override;
    /// The error number; nullopt if there is none. CPython: OSError.errno.
    std::optional<int> number() const noexcept { return number_; }

private:
    std::optional<int> number_;
};

/// The time limit has passed. CPython: TimeoutError, also known as asyncio.TimeoutError.
struct timeout_error : os_error {
    using os_error::os_error;
    const char* type_name() const noexcept override { return "TimeoutError"; }
};

struct connection_error : os_error {
    using os_error::os_error;
    const char* type_name() const noexcept override { return "ConnectionError"; }
};

struct assertion_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "AssertionError"; }
};

struct not_implemented_error : runtime_error {
    using runtime_error::runtime_error;
    const char* type_name() const noexcept override { return "NotImplementedError"; }
};

struct arithmetic_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "ArithmeticError"; }
};

struct zero_division_error : arithmetic_error {
    using arithmetic_error::arithmetic_error;
    const char* type_name() const noexcept override { return "ZeroDivisionError"; }
};

struct overflow_error : arithmetic_error {
    using arithmetic_error::arithmetic_error;
    const char* type_name() const noexcept override { return "OverflowError"; }
};

struct lookup_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "LookupError"; }
};

/// There's no such key. The message is the key's repr: `KeyError: 'a'`.
struct key_error : lookup_error {
    explicit key_error(const std::string& key);
    template <std::integral T>
    explicit key_error(T key) : lookup_error(key)
    {}
    const char* type_name() const noexcept override { return "KeyError"; }
};

/// There's no element at this index, or nothing to choose from.
struct index_error : lookup_error {
    using lookup_error::lookup_error;
    const char* type_name() const noexcept override { return "IndexError"; }
};

/// An asynchronous iterator has no more values: thrown by anext. CPython: StopAsyncIteration.
struct stop_async_iteration : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "StopAsyncIteration"; }
};

/// Thrown into a suspended generator to close it. Like cancelled_error it isn't an `exception`, so a
/// generator doesn't catch it by mistake. CPython: GeneratorExit.
struct generator_exit : virtual base_exception {
    const char* what() const noexcept override { return ""; }
    const char* type_name() const noexcept override { return "GeneratorExit"; }
};

/// The future's state doesn't allow the operation. CPython: asyncio.InvalidStateError.
struct invalid_state_error : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "InvalidStateError"; }
    const char* module() const noexcept override { return "asyncio.exceptions"; }
};

/// Thrown by get_nowait on an empty queue. CPython: asyncio.QueueEmpty.
struct queue_empty : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "QueueEmpty"; }
    const char* module() const noexcept override { return "asyncio.queues"; }
};

/// Thrown by put_nowait on a full queue. CPython: asyncio.QueueFull.
struct queue_full : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "QueueFull"; }
    const char* module() const noexcept override { return "asyncio.queues"; }
};

/// Thrown by put on a queue that was shut down, and by get once such a queue is empty.
/// CPython: asyncio.QueueShutDown.
struct queue_shut_down : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "QueueShutDown"; }
    const char* module() const noexcept override { return "asyncio.queues"; }
};

/// Thrown by wait at a barrier that is broken, or is reset during the wait.
/// CPython: asyncio.BrokenBarrierError.
struct broken_barrier_error : runtime_error {
    using runtime_error::runtime_error;
    const char* type_name() const noexcept override { return "BrokenBarrierError"; }
    const char* module() const noexcept override { return "asyncio.exceptions"; }
};

/// An exception as the last line of a traceback shows it.
struct error_text {
    std::string type;       ///< without the module
    std::string qualified;  ///< with the module, if a traceback writes it
    std::string message;
    bool cancelled = false;  ///< true for a cancelled_error
};

/// Describes the exception that `error` holds.
error_text describe(const std::exception_ptr& error);

/// True if `error` holds an E or a class derived from it: Python's isinstance.
template <class E>
bool is(const std::exception_ptr& error) noexcept
{
    if (!error) {
        return false;
    }
    try {
        std::rethrow_exception(error);
    } catch (const E&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace aio
