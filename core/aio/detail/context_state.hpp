#pragma once
// The values of a context, and the current context. Contexts share their values until one of them sets one,
// so copying a context, as every task and callback does, only costs a reference count.

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

    /// Null if there is none.
    value find(std::uint32_t variable) const noexcept;
    /// Null removes the value.
    void set(std::uint32_t variable, value to);
    std::size_t size() const noexcept { return values_.size(); }
    ref<context_values> copy() const { return ref<context_values>(new context_values(values_)); }

private:
    std::vector<std::pair<std::uint32_t, value>> values_;  // sorted by number
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

    bool entered = false;  ///< by `entering`; stays true while another context is entered inside it

private:
    ref<context_values> values_;  // null for none
};

/// Refers to the context of the running task, callback or job; null if none of these is running.
inline constinit thread_local ref<context_state>* context_now = nullptr;

/// The current context. It may be null if its owner hasn't needed one yet: then it's empty.
ref<context_state>& current_context();
/// Makes the context if there is none yet.
context_state& made_context(ref<context_state>& place);
/// Null for an empty one.
ref<context_state> copy_of_context(const ref<context_state>& from);

/// Makes another context the current one during this object's lifetime.
class in_context {
public:
    explicit in_context(ref<context_state>& place) noexcept : before_(std::exchange(context_now, &place)) {}
    in_context(const in_context&) = delete;
    in_context& operator=(const in_context&) = delete;
    ~in_context() { context_now = before_; }

private:
    ref<context_state>* before_;
};

/// The same, with the checks of Context.run: a context that is current, or around the current one, can't be
/// entered again. Throws runtime_error then. `place` may be null.
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

/// True if it's the current context, or around it.
bool is_entered(const ref<context_state>& place);

}  // namespace aio::detail
