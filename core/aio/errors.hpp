#pragma once
// Exceptions under asyncio's names. `base_exception` stands for Python's BaseException and `exception` for
// its Exception; `cancelled_error` is of the first kind and not of the second, as in Python, so that `catch
// (const aio::exception&)` does not swallow a cancellation.

#include <concepts>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace aio {

/// Python's BaseException: what every exception of the library is. It has no state, so that a class can have
/// it by two ways.
class base_exception {
public:
    virtual ~base_exception() = default;
    /// The message, as str() gives it.
    virtual const char* what() const noexcept = 0;
    /// The class's name in Python: what is before the colon in a traceback's last line.
    virtual const char* type_name() const noexcept { return "BaseException"; }
    /// The module that a traceback writes before the name; empty for builtins and the program's own.
    virtual const char* module() const noexcept { return ""; }

protected:
    base_exception() = default;
    base_exception(const base_exception&) = default;
    base_exception& operator=(const base_exception&) = default;
};

/// Python's Exception. A program's own errors derive from it and say their Python name.
class exception : public std::exception, public virtual base_exception {
public:
    exception() = default;
    explicit exception(std::string message) : message_(std::move(message)), argument_(kind::text) {}
    /// With a number for its argument: `ValueError(1)`.
    template <std::integral T>
    explicit exception(T number) : message_(std::to_string(number)), argument_(kind::as_it_is)
    {}
    const char* what() const noexcept override { return message_.c_str(); }
    const char* type_name() const noexcept override { return "Exception"; }
    /// What repr() writes between the brackets.
    virtual std::string argument() const;

protected:
    struct as_it_is {};
    /// Its argument's repr is the message.
    exception(as_it_is, std::string message) : message_(std::move(message)), argument_(kind::as_it_is) {}

private:
    enum class kind : std::uint8_t { none, text, as_it_is };

    std::string message_;
    kind argument_ = kind::none;
};

/// Thrown into a task at its await when it is cancelled. CPython: asyncio.CancelledError.
class cancelled_error : public virtual base_exception {
public:
    cancelled_error() = default;
    /// An empty message is one, too, as repr() shows; nothing is none.
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

/// What the system says no to. CPython: OSError.
struct os_error : exception {
    using exception::exception;
    /// With the system's number for it, which the message begins with: `[Errno 111] Connect call failed`.
    os_error(int number, const std::string& text);
    const char* type_name() const noexcept override { return "OSError"; }
    std::string argument() const override;
    /// Nothing if it has none. CPython: OSError.errno.
    std::optional<int> number() const noexcept { return number_; }

private:
    std::optional<int> number_;
};

/// The time allowed is over. CPython: TimeoutError, which asyncio.TimeoutError is another name of.
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

/// There's no such key. Its message is the key's repr: `KeyError: 'a'`.
struct key_error : lookup_error {
    explicit key_error(const std::string& key);
    template <std::integral T>
    explicit key_error(T key) : lookup_error(key)
    {}
    const char* type_name() const noexcept override { return "KeyError"; }
};

/// There's nothing at this index, or nothing to choose from.
struct index_error : lookup_error {
    using lookup_error::lookup_error;
    const char* type_name() const noexcept override { return "IndexError"; }
};

/// An asynchronous iterator has no more values: what anext throws. CPython: StopAsyncIteration.
struct stop_async_iteration : exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "StopAsyncIteration"; }
};

/// Thrown into a generator, where it has yielded, in order to close it. Like cancelled_error it is no
/// `exception`, so that a generator does not catch it by mistake. CPython: GeneratorExit.
struct generator_exit : virtual base_exception {
    const char* what() const noexcept override { return ""; }
    const char* type_name() const noexcept override { return "GeneratorExit"; }
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
    std::string qualified;  ///< with its module, if a traceback writes it
    std::string message;
    bool cancelled = false;  ///< it is a cancelled_error
};

/// Names the exception that `error` holds.
error_text describe(const std::exception_ptr& error);

/// Whether `error` holds an E, or something derived from it: Python's isinstance.
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
