#include "aio/as_completed.hpp"

#include <algorithm>

#include "aio/errors.hpp"

namespace aio::detail {

void completions::begin(const std::vector<ref<future_base>>& futures, std::optional<double> timeout)
{
    check_loop(futures, core::running());
    left_ = pending_ = futures.size();
    for (place p = 0; p != futures.size(); ++p) {
        const callback_id callback =
            futures[p]->add_done_callback([self = ref(this), p](future_base&) { self->completed(p); });
        listeners_.push_back({futures[p], callback, true});
    }
    if (pending_ != 0 && timeout) {
        timeout_ =
            loop::running().call_later(*timeout, timeout_call{[self = ref(this)] { self->time_out(); }});
    }
}

void completions::completed(place p)
{
    if (!listeners_[p].pending) {
        return;  // too late
    }
    listeners_[p].pending = false;
    put(p);
    if (--pending_ == 0 && timeout_) {
        timeout_->cancel();
    }
}

void completions::time_out()
{
    timeout_.reset();
    for (listener& l : listeners_) {
        if (std::exchange(l.pending, false)) {
            l.source->remove_done_callback(l.callback);
            put(not_in_time);
        }
    }
    pending_ = 0;
}

void completions::put(place p)
{
    done_.push_back(p);
    wake_next();
}

void completions::wake_next()
{
    while (!getters_.empty()) {
        const waiter getter = getters_.front();
        getters_.pop_front();
        if (!getter.done()) {
            getter.release();
            return;
        }
    }
}

// As in CPython's queue: a waiter that is woken but cancelled before it resumes passes its item to the next
// one.
coro<completions::place> completions::next(hidden, ref<completions> self)
{
    while (self->done_.empty()) {
        const waiter getter(core::running(), wait_kind::several);
        self->getters_.push_back(getter);
        try {
            co_await getter;
        } catch (...) {
            getter.cancel();
            std::erase(self->getters_, getter);
            if (!self->done_.empty() && !getter.cancelled()) {
                self->wake_next();
            }
            throw;
        }
    }
    const place p = self->done_.front();
    self->done_.pop_front();
    if (p == not_in_time) {
        throw timeout_error();
    }
    co_return p;
}

}  // namespace aio::detail
