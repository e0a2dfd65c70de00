#pragma once
// Variables whose values belong to a context: each task has one of its own, a copy of the one in which it was
// made. CPython: contextvars.

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

/// What set changed: enough to take it back.
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

/// What context_var::set gives, for reset. Copies are the same token. CPython: contextvars.Token.
template <class T>
class context_token {
public:
    /// The value that the variable had; nothing if it had none. CPython: Token.old_value.
    std::optional<T> old_value() const
    {
        return change_->before ? std::optional<T>(*static_cast<const T*>(change_->before.get())) : std::nullopt;
    }

private:
    friend class context_var<T>;
    explicit context_token(detail::context_change* change) noexcept : change_(change) {}

    detail::ref<detail::context_change> change_;
};

/// A mapping of variables to values. Copies of the handle are the same context. CPython: contextvars.Context.
class context {
public:
    /// An empty one.
    context() : state_(new detail::context_state) {}
    explicit context(detail::ref<detail::context_state> state) noexcept : state_(std::move(state)) {}

    /// Calls `f(args...)` in this context: what it sets is set here. Gives what it returns. Throws runtime_error
    /// when this context is the current one, or around it. CPython: Context.run.
    template <class F, class... A>
    decltype(auto) run(F&& f, A&&... args) const
    {
        detail::ref<detail::context_state> here = state_;
        const detail::entering inside(here);
        return std::invoke(std::forward<F>(f), std::forward<A>(args)...);
    }
    /// Another one with the same values. CPython: Context.copy.
    context copy() const;
    /// How many variables have a value in it. CPython: len(context).
    std::size_t size() const noexcept { return state_->size(); }
    template <class T>
    bool contains(const context_var<T>& variable) const noexcept
    {
        return state_->find(variable.id()) != nullptr;
    }
    /// The variable's value in it; nothing if it has none. CPython: Context.get.
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

/// A variable of a T. It's made once, as a rule outside of functions; copies are the same variable.
/// CPython: contextvars.ContextVar.
template <class T>
class context_var {
public:
    explicit context_var(std::string name) : name_(std::move(name)) {}
    /// With a value for contexts that have none.
    context_var(std::string name, T usual) : name_(std::move(name)), usual_(std::move(usual)) {}

    const std::string& name() const noexcept { return name_; }
    /// The value in the current context; else the usual one. Throws lookup_error when there is neither.
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
    /// The value in the current context; else `fallback`.
    T get(T fallback) const
    {
        const auto found = detail::current_context() ? detail::current_context()->find(id_) : nullptr;
        return found ? *static_cast<const T*>(found.get()) : fallback;
    }
    /// Sets it in the current context alone.
    context_token<T> set(T value) const
    {
        detail::context_state& here = detail::made_context(detail::current_context());
        const context_token<T> token(new detail::context_change(id_, detail::ref(&here), here.find(id_)));
        here.set(id_, std::make_shared<const T>(std::move(value)));
        return token;
    }
    /// Takes back what gave `token`. Throws runtime_error the second time, and value_error in another context, or for
    /// a token of another variable.
    void reset(const context_token<T>& token) const { detail::take_back(*token.change_, id_); }

    std::uint32_t id() const noexcept { return id_; }

private:
    std::uint32_t id_ = detail::next_context_variable();
    std::string name_;
    std::optional<T> usual_;
};

}  // namespace aio
