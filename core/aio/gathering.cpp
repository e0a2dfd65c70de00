#include "aio/gathering.hpp"

namespace aio::detail {

gathering::gathering(loop& l, std::vector<ref<future_base>> children, bool return_exceptions)
    : future_base(l), children_(std::move(children)), return_exceptions_(return_exceptions)
{
}

ref<gathering> gathering::make(loop& l, std::vector<ref<future_base>> children,
                               bool return_exceptions)
{
    const ref<gathering> self(new gathering(l, std::move(children), return_exceptions));
    std::vector<future_base*> done_already;
    for (const auto& child : self->children_) {
        if (child->done()) {
            done_already.push_back(child.get());
        } else {
            child->add_done_callback([self](future_base& c) { self->child_done(c); });
        }
    }
    for (future_base* child : done_already) {
        self->child_done(*child);
    }
    return self;
}

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
    ++finished_;
    if (done()) {
        if (!child.cancelled()) {
            child.exception();  // asked for, so that it is not reported as never retrieved
        }
        return;
    }
    if (!return_exceptions_) {
        try {
            child.check_result();
        } catch (...) {
            set_exception(std::current_exception());
            return;
        }
    }
    if (finished_ != children_.size()) {
        return;
    }
    if (return_exceptions_) {
        for (const auto& c : children_) {
            if (!c->cancelled()) {
                c->exception();
            }
        }
    }
    if (cancel_requested_) {
        set_exception(std::make_exception_ptr(cancelled_error()));
    } else {
        finish(state::finished);
    }
}

}  // namespace aio::detail
