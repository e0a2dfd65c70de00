#include "aio/event.hpp"

#include "aio/detail/telling.hpp"

namespace aio::detail {

void event_state::set()
{
    if (!set_) {
        set_ = true;
        note_value(1);
        AIO_DOES("set");
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
