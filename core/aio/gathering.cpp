#include "aio/gathering.hpp"

#include <unordered_set>

namespace aio::detail {

gathering::gathering(loop& l, std::vector<ref<future_base>> children, bool return_exceptions)
    : future_base(l), children_(std::move(children)), return_exceptions_(return_exceptions)
{
}

gathering::~gathering()
{
    if (unretrieved_) {
        report_unretrieved("_GatheringFuture");
    }
}

ref<gathering> gathering::make(loop& l, std::vector<ref<future_base>> children, bool return_exceptions)
{
    const ref<gathering> self(new gathering(l, std::move(children), return_exceptions));
    self->begin();
    return self;
}

void gathering::begin()
{
    std::unordered_set<future_base*> seen;
    std::vector<future_base*> done_already;
    for (const auto& child : children_) {
        if (!seen.insert(child.get()).second) {
            continue;
        }
        ++left_;
        if (child->done()) {
            done_already.push_back(child.get());
        } else {
            child->add_done_callback([self = ref(this)](future_base& c) { self->child_done(c); });
        }
    }
    for (future_base* child : done_already) {
        child_done(*child);
    }
    if (children_.empty()) {
        collect();
        finish(state::finished);
    }
}

// A child that is there twice is asked twice.
bool gathering::cancel(std::string message)
{
    if (done()) {
        return false;
    }
    bool any = false;
    for (const auto& child : children_) {
        any = child->cancel(message) || any;
    }
    cancel_requested_ = cancel_requested_ || any;
    return any;
}

void gathering::describe_wait(suspension& where) const
{
    where.kind = wait_kind::gather;
}

void gathering::child_done(future_base& child)
{
    --left_;
    if (done()) {
        child.mark_retrieved();
        return;
    }
    if (!return_exceptions_) {
        if (child.cancelled()) {
            return set_exception(child.make_cancelled_error());
        }
        if (std::exception_ptr error = child.exception()) {
            return set_exception(std::move(error));
        }
    }
    if (left_ != 0) {
        return;
    }
    for (const auto& c : children_) {
        c->mark_retrieved();
    }
    if (cancel_requested_) {
        set_exception(children_.back()->make_cancelled_error());
    } else {
        collect();
        finish(state::finished);
    }
}

}  // namespace aio::detail
