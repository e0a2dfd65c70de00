#pragma once
// Several exceptions thrown as one: what a task group throws when its tasks have failed. `except*` is
// `split`: it parts a group into what a handler takes and what goes on. CPython: BaseExceptionGroup,
// ExceptionGroup.

#include <functional>
#include <string>
#include <vector>

#include "aio/errors.hpp"

namespace aio {

/// What `split` gives: groups like the one that was split, or null where nothing is in them.
struct split_exceptions {
    std::exception_ptr matching;
    std::exception_ptr rest;
};

/// Several exceptions of any kind, in order. CPython: BaseExceptionGroup.
class base_exception_group : public virtual base_exception {
public:
    /// Throws value_error when `exceptions` is empty.
    base_exception_group(std::string message, std::vector<std::exception_ptr> exceptions);

    /// The message and how many there are, as str() gives it.
    const char* what() const noexcept override { return text_.c_str(); }
    const char* type_name() const noexcept override { return "BaseExceptionGroup"; }
    const std::string& message() const noexcept { return message_; }
    const std::vector<std::exception_ptr>& exceptions() const noexcept { return exceptions_; }

private:
    std::string message_;
    std::string text_;
    std::vector<std::exception_ptr> exceptions_;
};

/// Several of what derives from Exception, and itself one. CPython: ExceptionGroup.
class exception_group : public exception, public base_exception_group {
public:
    /// Throws value_error when `exceptions` is empty, and type_error when one of them is a cancelled_error or
    /// another that is no `exception`.
    exception_group(std::string message, std::vector<std::exception_ptr> exceptions);

    const char* what() const noexcept override { return base_exception_group::what(); }
    const char* type_name() const noexcept override { return "ExceptionGroup"; }
};

/// A group of `exceptions`: an exception_group if that may hold them all, else a base_exception_group.
/// CPython: calling BaseExceptionGroup.
std::exception_ptr make_exception_group(std::string message, std::vector<std::exception_ptr> exceptions);

/// Parts `error` by whether `matches` is true of it. Of a group that does not match as a whole each part is
/// asked, however deep; both results are groups with its message. Another exception is one of the results as
/// it stands. CPython: BaseExceptionGroup.split.
split_exceptions split(const std::exception_ptr& error,
                       const std::function<bool(const std::exception_ptr&)>& matches);

/// Parts `error` by whether it is an E, one of several. CPython: BaseExceptionGroup.split((E, ...)).
template <class... E>
split_exceptions split(const std::exception_ptr& error)
{
    return split(error, [](const std::exception_ptr& e) { return (is<E>(e) || ...); });
}

/// As `except* E` has it: what matches is a group in any case, of one exception and with no message where
/// `error` is no group. Throw `rest` again if there is one.
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
