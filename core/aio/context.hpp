#pragma once
// Variables whose values belong to a context. Each task has its own context: a copy of the one in which the
// task was made. CPython: contextvars.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "aio/detail/context_state.hpp"
#include "aio/errors.hpp"

namespace aio {

template <class T>
class context_var;

namespace detail {

std::uint32_t next_context_variable() noexcept;
[[noreturn]] void throw_unset(const std::string& name);

/// A record of one set(), so that reset() can undo it.
struct context_change final : counted {
    context_change(std::uint32_t v, ref<context_state> c, context_values::value b) noexcept
        : variable(v), context(std::move(c)), before(std::move(b))
    {}

    std::uint32_t variable;
    ref<context_state> context;
    context_values::value before;
    bool used = false;
};
void take_back(context_change& change, std::uint32_t variable);

}  // namespace detail

/// The result of context_var::set, for reset. Copies are the same token. CPython: contextvars.Token.
template <class T>
class context_token {
public:
    /// The variable's value before the set; nullopt if it had none. CPython: Token.old_value.
    std::optional<T> old_value() const
    {
        return change_->before ? std::optional<T>(*static_cast<const T*>(change_->before.get())) : std::nullopt;
    }

private:
    friend class context_var<T>;
    explicit context_token(detail::context_change* change) noexcept : change_(change) {}

    detail::ref<detail::context_change> change_;
};

/// A mapping from variables to values. Copies of this handle are the same context.
/// CPython: contextvars.Context.
class context {
public:
    /// Makes an empty context.
    context() : state_(new detail::context_state) {}
    explicit context(detail::ref<detail::context_state> state) noexcept : state_(std::move(state)) {}

    /// Calls `f(args...)` in this context, so that changes to variables land here, and returns its result.
    /// Throws runtime_error if this context is already entered. CPython: Context.run.
    template <class F, class... A>
    decltype(auto) run(F&& f, A&&... args) const
    {
        detail::ref<detail::context_state> here = state_;
        const detail::entering inside(here);
        return std::invoke(std::forward<F>(f), std::forward<A>(args)...);
    }
    /// A new context with the same values. CPython: Context.copy.
    context copy() const;
    /// How many variables have a value in this context. CPython: len(context).
    std::size_t size() const noexcept { return state_->size(); }
    template <class T>
    bool contains(const context_var<T>& variable) const noexcept
    {
        return state_->find(variable.id()) != nullptr;
    }
    /// The variable's value in this context; nullopt if it has none. CPython: Context.get.
    template <class T>
    std::optional<T> get(const context_var<T>& variable) const
    {
        const auto found = state_->find(variable.id());
        return found ? std::optional<T>(*static_cast<const T*>(found.get())) : std::nullopt;
    }

    const detail::ref<detail::context_state>& state() const noexcept { return state_; }

private:
    detail::ref<detail::context_state> state_;
};

/// A copy of the current context. CPython: contextvars.copy_context.
context copy_context();

/// A variable of type T. Usually made once, outside of functions; copies are the same variable.
/// CPython: contextvars.ContextVar.
template <class T>
class context_var {
public:
    explicit context_var(std::string name) : name_(std::move(name)) {}
    /// `usual` is the default, for contexts without a value.
    context_var(std::string name, T usual) : name_(std::move(name)), usual_(std::move(usual)) {}

    const std::string& name() const noexcept { return name_; }
    /// The value in the current context, or else the default. Throws lookup_error if there is neither.
    T get() const
    {
        if (const auto found = detail::current_context() ? detail::current_context()->find(id_) : nullptr) {
            return *static_cast<const T*>(found.get());
        }
        if (!usual_) {
            detail::throw_unset(name_);
        }
        return *usual_;
    }
    /// The value in the current context, or else `fallback`.
    T get(T fallback) const
    {
        const auto found = detail::current_context() ? detail::current_context()->find(id_) : nullptr;
        return found ? *static_cast<const T*>(found.get()) : fallback;
    }
    /// Sets the value, in the current context only. CPython: ContextVar.set.
    context_token<T> set(T value) const
    {
        detail::context_state& here = detail::made_context(detail::current_context());
        const context_token<T> token(new detail::context_change(id_, detail::ref(&here), here.find(id_)));
        here.set(id_, std::make_shared<const T>(std::move(value)));
        return token;
    }
    /// Undoes the set() that returned `token`. Throws runtime_error if the token was used before, and
    /// value_error if it comes from another context or another variable. CPython: ContextVar.reset.
    void reset(const context_token<T>& token) const { detail::take_back(*token.change_, id_); }

    std::uint32_t id() const noexcept { return id_; }

private:
    std::uint32_t id_ = detail::next_context_variable();
    std::string name_;
    std::optional<T> usual_;
};

}  // namespace aio
