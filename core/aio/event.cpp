#include "aio/event.hpp"

namespace aio::detail {

void event_state::set()
{
    if (!set_) {
        set_ = true;
        note_value(1);
        waiters_.wake(SIZE_MAX);
    }
}

void event_state::clear()
{
    if (set_) {
        set_ = false;
        note_value(0);
    }
}

}  // namespace aio::detail
