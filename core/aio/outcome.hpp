#pragma once
// The outcome of an awaitable, as a value: an element of gather's results with return_exceptions, for which
// Python uses a list that mixes results and exceptions.

#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "aio/detail/ref.hpp"
#include "aio/future.hpp"
#include "aio/str.hpp"

namespace aio {

/// A value, or the exception that came instead.
template <class T = void>
class outcome {
public:
    using value_type = T;

    /// Holds a value; an outcome<void> takes no arguments.
    template <class... U>
    explicit outcome(std::in_place_t, U&&... value)
    {
        value_.emplace(std::forward<U>(value)...);
    }
    explicit outcome(std::exception_ptr error) noexcept : error_(std::move(error)) {}

    bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    /// The value; throws the exception if there isn't one.
    decltype(auto) value() const
    {
        if (error_) {
            std::rethrow_exception(error_);
        }
        if constexpr (!std::is_void_v<T>) {
            return (*value_);
        }
    }
    /// The exception, or null if there is a value.
    const std::exception_ptr& exception() const noexcept { return error_; }

private:
    detail::slot<T> value_;
    std::exception_ptr error_;
};

template <class T>
std::string str(const outcome<T>& of)
{
    if constexpr (std::is_void_v<T>) {
        return of ? str(std::monostate()) : str(of.exception());
    } else {
        return of ? str(of.value()) : str(of.exception());
    }
}
template <class T>
std::string repr(const outcome<T>& of)
{
    if constexpr (std::is_void_v<T>) {
        return of ? repr(std::monostate()) : repr(of.exception());
    } else {
        return of ? repr(of.value()) : repr(of.exception());
    }
}

}  // namespace aio
