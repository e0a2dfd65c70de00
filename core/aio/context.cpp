#include "aio/context.hpp"

#include <algorithm>
#include <atomic>

namespace aio {
namespace detail {

namespace {

bool is_before(const std::pair<std::uint32_t, context_values::value>& one, std::uint32_t variable) noexcept
{
    return one.first < variable;
}

}  // namespace

context_values::value context_values::find(std::uint32_t variable) const noexcept
{
    const auto at = std::lower_bound(values_.begin(), values_.end(), variable, is_before);
    return at != values_.end() && at->first == variable ? at->second : nullptr;
}

void context_values::set(std::uint32_t variable, value to)
{
    const auto at = std::lower_bound(values_.begin(), values_.end(), variable, is_before);
    const bool is_here = at != values_.end() && at->first == variable;
    if (is_here && to) {
        at->second = std::move(to);
    } else if (is_here) {
        values_.erase(at);
    } else if (to) {
        values_.emplace(at, variable, std::move(to));
    }
}

void context_state::set(std::uint32_t variable, context_values::value to)
{
    if (!values_) {
        values_ = ref(new context_values);
    } else if (values_->is_shared()) {
        values_ = values_->copy();
    }
    values_->set(variable, std::move(to));
}

// Outside of loops, the thread's own context is the current one.
ref<context_state>& current_context()
{
    static thread_local ref<context_state> of_the_thread;
    return context_now ? *context_now : of_the_thread;
}

context_state& made_context(ref<context_state>& place)
{
    if (!place) {
        place = ref(new context_state);
    }
    return *place;
}

ref<context_state> copy_of_context(const ref<context_state>& from)
{
    return from && from->size() != 0 ? ref(new context_state(from->values())) : nullptr;
}

std::uint32_t next_context_variable() noexcept
{
    static std::atomic<std::uint32_t> made = 0;
    return ++made;
}

void throw_unset(const std::string& name)
{
    throw lookup_error("<ContextVar name='" + name + "'>");
}

void take_back(context_change& change, std::uint32_t variable)
{
    if (change.used) {
        throw runtime_error("the token has already been used once");
    }
    if (change.variable != variable) {
        throw value_error("the token was created by a different ContextVar");
    }
    if (current_context() != change.context) {
        throw value_error("the token was created in a different Context");
    }
    change.used = true;
    change.context->set(variable, change.before);
}

bool is_entered(const ref<context_state>& place)
{
    return place && (place->entered || place == current_context());
}

entering::entering(ref<context_state>& place)
    : outer_(&made_context(current_context())),
      inner_(place),
      outer_entered_(outer_->entered),
      bound_(place)
{
    if (inner_ && (inner_->entered || inner_ == outer_)) {
        throw runtime_error("cannot enter context: it is already entered");
    }
    outer_->entered = true;
    if (inner_) {
        inner_->entered = true;
    }
}

entering::~entering()
{
    if (inner_) {
        inner_->entered = false;
    }
    outer_->entered = outer_entered_;
}

}  // namespace detail

context context::copy() const
{
    return context(detail::ref(new detail::context_state(state_->values())));
}

context copy_context()
{
    const detail::ref<detail::context_state>& now = detail::current_context();
    return now ? context(now).copy() : context();
}

}  // namespace aio
