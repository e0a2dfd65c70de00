#include "aio/detail/gathering.hpp"

#include <unordered_set>

#include "aio/detail/distinct.hpp"
#include "aio/errors.hpp"

namespace aio::detail {

void check_loop(const std::vector<ref<future_base>>& futures, const core& c)
{
    for (const auto& f : futures) {
        if (&f->get_core() != &c) {
            throw value_error(
                "The future belongs to a different loop than the one specified as the loop argument");
        }
    }
}

gathering::gathering(core& c, std::vector<ref<future_base>> children, bool return_exceptions)
    : future_base(c), children_(std::move(children)), return_exceptions_(return_exceptions)
{
    check_loop(children_, c);
}

gathering::~gathering()
{
    if (unretrieved_) {
        report_unretrieved("_GatheringFuture");
    }
}

ref<gathering> gathering::make(core& c, std::vector<ref<future_base>> children, bool return_exceptions)
{
    const ref<gathering> self(new gathering(c, std::move(children), return_exceptions));
    self->begin();
    return self;
}

/// Tells the gathering that a child is done, and keeps it alive until then.
class gathering::listener final : public done_callback_of<listener> {
public:
    listener(future_base& child, gathering& whole) : done_callback_of(child), whole_(&whole) {}
    void called() { whole_->child_done(source()); }

private:
    ref<gathering> whole_;
};

// Nothing else runs during this loop: the newest callback of a child is either the listener of its first
// occurrence, or older than the loop.
void gathering::begin()
{
    const std::uint32_t before = done_callback::made(get_core());
    std::unordered_set<future_base*> done_already;
    std::vector<future_base*> in_order;
    for (const auto& child : children_) {
        if (child->done()) {
            if (done_already.insert(child.get()).second) {
                in_order.push_back(child.get());
            }
        } else if (!child->has_callback_after(before)) {
            child->add_callback(*new listener(*child, *this));
            ++left_;
        }
    }
    left_ += in_order.size();
    for (future_base* child : in_order) {
        child_done(*child);
    }
    if (children_.empty()) {
        collect();
        finish(state::finished);
    }
}

// A child that occurs twice is cancelled twice.
bool gathering::cancel(std::optional<std::string> message)
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
    where.kind = children_.empty() ? wait_kind::future : wait_kind::gather;  // as in CPython
}

void gathering::list_parts(std::vector<future_base*>& into) const
{
    for (const auto& child : children_) {
        into.push_back(child.get());
    }
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
        if (child.failed()) {
            return set_exception(child.exception());
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
