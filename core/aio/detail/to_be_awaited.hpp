#pragma once
// Checks that an operation is awaited exactly once, as CPython does for the coroutine that it is there.

namespace aio::detail {

/// Reports that `function` was never awaited.
void never_awaited(const char* function) noexcept;
[[noreturn]] void throw_spent_coroutine();

/// Reports an operation that was made but not awaited, and refuses to await it twice.
class to_be_awaited {
public:
    explicit to_be_awaited(const char* name) noexcept : name_(name) {}
    /// After a move, neither object reports: the new owner is responsible for the await.
    to_be_awaited(to_be_awaited&& other) noexcept : name_(other.name_ == spent ? spent : nullptr)
    {
        other.name_ = name_;
    }
    to_be_awaited& operator=(to_be_awaited&&) = delete;
    ~to_be_awaited()
    {
        if (name_ && name_ != spent) {
            never_awaited(name_);
        }
    }
    /// Throws runtime_error the second time.
    void awaited()
    {
        if (name_ == spent) {
            throw_spent_coroutine();
        }
        name_ = spent;
    }

private:
    static constexpr char spent[] = "";

    const char* name_;  // null once it was moved, `spent` once it was awaited
};

}  // namespace aio::detail
