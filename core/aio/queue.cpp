#include "aio/queue.hpp"

#include "aio/detail/telling.hpp"

namespace aio::detail {

queue_base::queue_base(resource_kind kind, std::int64_t maxsize)
    : resource(kind, maxsize > 0 ? static_cast<double>(maxsize) : 0),
      maxsize_(maxsize),
      most_(maxsize > 0 ? static_cast<std::size_t>(maxsize) : SIZE_MAX)
{}

void queue_base::task_done()
{
    if (unfinished_ == 0) {
        throw value_error("task_done() called too many times");
    }
    --unfinished_;
    note_unfinished();
    if (unfinished_ == 0) {
        joiners_.wake(SIZE_MAX);
    }
}

void queue_base::shut_down(bool immediate)
{
    AIO_DOES("closed");
    shut_down_ = true;
    note_closed(true);
    if (immediate) {
        while (!empty()) {
            drop_next();
            --size_;
            if (unfinished_ > 0) {
                --unfinished_;
                note_unfinished();
            }
        }
        if (unfinished_ == 0) {
            joiners_.wake(SIZE_MAX);
        }
    }
    getters_.call_all();
    putters_.call_all();
}

bool queue_base::getter::lets_pass(task_base& t)
{
    if (static_cast<queue_base&>(at()).can_get()) {
        return true;
    }
    join_again();
    t.wait_at_gate(*this);
    return false;
}

bool queue_base::putter::lets_pass(task_base& t)
{
    if (static_cast<queue_base&>(at()).can_put()) {
        return true;
    }
    join_again();
    t.wait_at_gate(*this);
    return false;
}

// A getter that was woken for an item, and can't take it, wakes the next one.
void queue_base::getter_gave_up(bool woken)
{
    AIO_DOES("passed");
    if (woken && !empty()) {
        getters_.call_next();
    }
}

// The same for putters, and the room for an item.
void queue_base::putter_gave_up(bool woken)
{
    AIO_DOES("passed");
    if (woken && !full()) {
        putters_.call_next();
    }
}

void queue_base::throw_no_item() const
{
    if (shut_down_) {
        throw queue_shut_down();
    }
    throw queue_empty();
}

void queue_base::throw_no_room() const
{
    if (shut_down_) {
        throw queue_shut_down();
    }
    throw queue_full();
}

}  // namespace aio::detail
