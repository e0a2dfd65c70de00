#pragma once
// Several exceptions thrown as one: a task group throws this if its tasks have failed. `except*` is `split`
// here: it splits a group into the part that a handler takes and the rest. CPython: BaseExceptionGroup,
// ExceptionGroup.

#include <functional>
#include <string>
#include <vector>

#include "aio/errors.hpp"

namespace aio {

/// The result of `split`: groups like the original, or null for an empty part.
struct split_exceptions {
    std::exception_ptr matching;
    std::exception_ptr rest;
};

/// Several exceptions of any kind, in order. CPython: BaseExceptionGroup.
class base_exception_group : public virtual base_exception {
public:
    /// Throws value_error if `exceptions` is empty.
    base_exception_group(std::string message, std::vector<std::exception_ptr> exceptions);

    /// The message and the number of exceptions, as str() returns it.
    const char* what() const noexcept override { return text_.c_str(); }
    const char* type_name() const noexcept override { return "BaseExceptionGroup"; }
    const std::string& message() const noexcept { return message_; }
    const std::vector<std::exception_ptr>& exceptions() const noexcept { return exceptions_; }

private:
    std::string message_;
    std::string text_;
    std::vector<std::exception_ptr> exceptions_;
};

/// A group of exceptions that all derive from Exception, and itself an Exception. CPython: ExceptionGroup.
class exception_group : public exception, public base_exception_group {
public:
    /// Throws value_error if `exceptions` is empty, and type_error if one of them is a base_exception but no
    /// `exception`: for example, a cancelled_error. Exceptions of other libraries count as `exception`.
    exception_group(std::string message, std::vector<std::exception_ptr> exceptions);

    const char* what() const noexcept override { return base_exception_group::what(); }
    const char* type_name() const noexcept override { return "ExceptionGroup"; }
};

/// Makes an exception_group of `exceptions` if that may hold them all, otherwise a base_exception_group.
/// CPython: calling BaseExceptionGroup.
std::exception_ptr make_exception_group(std::string message, std::vector<std::exception_ptr> exceptions);

/// Splits `error` into the exceptions for which `matches` returns true and the rest. If a group doesn't match
/// as a whole, its members are tested, at any depth; both results are groups with its message. An exception
/// that isn't a group becomes one of the two results, unchanged. CPython: BaseExceptionGroup.split.
split_exceptions split(const std::exception_ptr& error,
                       const std::function<bool(const std::exception_ptr&)>& matches);

/// Splits `error` by whether its exceptions are of one of the types E.
/// CPython: BaseExceptionGroup.split((E, ...)).
template <class... E>
split_exceptions split(const std::exception_ptr& error)
{
    return split(error, [](const std::exception_ptr& e) { return (is<E>(e) || ...); });
}

/// Like `except* E`: the matching part is always a group. If `error` isn't a group, the matching part is a
/// group of that one exception, with no message. Rethrow `rest` if it isn't null.
template <class... E>
split_exceptions except_group(const std::exception_ptr& error)
{
    split_exceptions parts = split<E...>(error);
    if (parts.matching && !is<base_exception_group>(parts.matching)) {
        parts.matching = make_exception_group({}, {parts.matching});
    }
    return parts;
}

}  // namespace aio
