#include "aio/exception_group.hpp"

#include <utility>

namespace aio {

namespace {

// Exceptions from outside of this library count as an Exception.
bool is_exception(const std::exception_ptr& error)
{
    return is<exception>(error) || !is<base_exception>(error);
}

}  // namespace

base_exception_group::base_exception_group(std::string message, std::vector<std::exception_ptr> exceptions)
    : message_(std::move(message)),
      text_(message_ + " (" + std::to_string(exceptions.size()) + " sub-exception" +
            (exceptions.size() == 1 ? ")" : "s)")),
      exceptions_(std::move(exceptions))
{
    if (exceptions_.empty()) {
        throw value_error("second argument (exceptions) must be a non-empty sequence");
    }
}

exception_group::exception_group(std::string message, std::vector<std::exception_ptr> exceptions)
    : base_exception_group(std::move(message), std::move(exceptions))
{
    for (const std::exception_ptr& e : this->exceptions()) {
        if (!is_exception(e)) {
            throw type_error("Cannot nest BaseExceptions in an ExceptionGroup");
        }
    }
}

std::exception_ptr make_exception_group(std::string message, std::vector<std::exception_ptr> exceptions)
{
    for (const std::exception_ptr& e : exceptions) {
        if (!is_exception(e)) {
            return std::make_exception_ptr(base_exception_group(std::move(message), std::move(exceptions)));
        }
    }
    return std::make_exception_ptr(exception_group(std::move(message), std::move(exceptions)));
}

split_exceptions split(const std::exception_ptr& error,
                       const std::function<bool(const std::exception_ptr&)>& matches)
{
    if (matches(error)) {
        return {error, nullptr};
    }
    try {
        std::rethrow_exception(error);
    } catch (const base_exception_group& group) {
        std::vector<std::exception_ptr> matching;
        std::vector<std::exception_ptr> rest;
        for (const std::exception_ptr& e : group.exceptions()) {
            split_exceptions parts = split(e, matches);
            if (parts.matching) {
                matching.push_back(std::move(parts.matching));
            }
            if (parts.rest) {
                rest.push_back(std::move(parts.rest));
            }
        }
        const auto derived = [&](std::vector<std::exception_ptr>& part) {
            return part.empty() ? nullptr : make_exception_group(group.message(), std::move(part));
        };
        return {derived(matching), derived(rest)};
    } catch (...) {
        return {nullptr, error};
    }
}

}  // namespace aio
