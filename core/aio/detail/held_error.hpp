#pragma once
// Storage for an exception that is usually absent. Making, moving and destroying an empty std::exception_ptr
// are calls into the runtime; here they're a comparison.

#include <exception>
#include <utility>

namespace aio::detail {

class held_error {
public:
    held_error() noexcept : error_() {}
    held_error(const held_error&) = delete;
    held_error& operator=(const held_error&) = delete;
    held_error& operator=(std::exception_ptr error) noexcept
    {
        std::swap(error_, error);
        return *this;
    }
    ~held_error()
    {
        if (error_) {
            error_.~exception_ptr();
        }
    }

    explicit operator bool() const noexcept { return static_cast<bool>(error_); }
    operator const std::exception_ptr&() const noexcept { return error_; }
    /// Returns the exception and leaves this empty.
    std::exception_ptr take() noexcept { return std::exchange(error_, nullptr); }

private:
    union {
        std::exception_ptr error_;
    };
};

}  // namespace aio::detail
