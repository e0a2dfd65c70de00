#pragma once
// What a context holds, and which one it is now. Contexts share their values until one of them sets one: copying
// a context, as every task and callback does, costs a count.

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "aio/detail/ref.hpp"

namespace aio::detail {

/// The values of variables, by the variables' numbers.
class context_values final : public counted {
public:
    using value = std::shared_ptr<const void>;

    context_values() = default;
    explicit context_values(const std::vector<std::pair<std::uint32_t, value>>& values) : values_(values) {}

    /// Null if there's none.
    value find(std::uint32_t variable) const noexcept;
    /// Null takes it out.
    void set(std::uint32_t variable, value to);
    std::size_t size() const noexcept { return values_.size(); }
    ref<context_values> copy() const { return ref<context_values>(new context_values(values_)); }

private:
    std::vector<std::pair<std::uint32_t, value>> values_;  // in the order of the numbers
};

class context_state final : public counted {
public:
    context_state() = default;
    explicit context_state(ref<context_values> values) noexcept : values_(std::move(values)) {}

    context_values::value find(std::uint32_t variable) const noexcept
    {
        return values_ ? values_->find(variable) : nullptr;
    }
    void set(std::uint32_t variable, context_values::value to);
    std::size_t size() const noexcept { return values_ ? values_->size() : 0; }
    const ref<context_values>& values() const noexcept { return values_; }

    bool entered = false;  ///< by `entering`, or around what it has entered

private:
    ref<context_values> values_;  // null for none
};

/// Has the context of the task, callback or job that runs; null where none does.
inline constinit thread_local ref<context_state>* context_now = nullptr;

/// The current context. What has one by itself may have none yet: then it's empty.
ref<context_state>& current_context();
/// Makes it, if there's none yet.
context_state& made_context(ref<context_state>& place);
/// Null for an empty one.
ref<context_state> copy_of_context(const ref<context_state>& from);

/// Another context is the current one for as long as this lives.
class in_context {
public:
    explicit in_context(ref<context_state>& place) noexcept : before_(std::exchange(context_now, &place)) {}
    in_context(const in_context&) = delete;
    in_context& operator=(const in_context&) = delete;
    ~in_context() { context_now = before_; }

private:
    ref<context_state>* before_;
};

/// The same, as Context.run has it: neither this one nor those around it can be entered once more. Throws
/// runtime_error when that's so of the one in `place`, which may be null.
class entering {
public:
    explicit entering(ref<context_state>& place);
    entering(const entering&) = delete;
    entering& operator=(const entering&) = delete;
    ~entering();

private:
    ref<context_state> outer_;
    ref<context_state> inner_;
    bool outer_entered_;
    in_context bound_;
};

/// Whether it's the current one, or around it.
bool is_entered(const ref<context_state>& place);

}  // namespace aio::detail
