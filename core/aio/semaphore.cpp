#include "aio/semaphore.hpp"

#include "aio/detail/telling.hpp"

namespace aio::detail {

namespace {

std::int64_t checked_value(std::int64_t value)
{
    if (value < 0) {
        throw value_error("Semaphore initial value must be >= 0");
    }
    return value;
}

}  // namespace

semaphore_state::semaphore_state(std::int64_t value, std::int64_t bound)
    : resource(resource_kind::semaphore, static_cast<double>(checked_value(value))), value_(value), bound_(bound)
{}

void semaphore_state::let_go()
{
    if (value_ >= bound_) {
        throw value_error("BoundedSemaphore released too many times");
    }
    note_held(false);
    change_value(1);
    wake_next();
}

void semaphore_state::acquired(bool waited)
{
    if (waited) {
        wake_more();
    } else {
        change_value(-1);
    }
    note_held(true);
}

void semaphore_state::gave_up(bool woken)
{
    if (woken) {
        change_value(1);  // the permit that it was woken with
    }
    wake_more();
}

bool semaphore_state::wake_next()
{
    if (waiters_.wake(1) == 0) {
        return false;
    }
    change_value(-1);
    return true;
}

// Permits may have become free while the others in line had to wait for the one at the head.
void semaphore_state::wake_more()
{
    AIO_DOES("passed");
    while (value_ > 0 && wake_next()) {
    }
}

void semaphore_state::change_value(std::int64_t by)
{
    value_ += by;
    note_value(static_cast<double>(value_));
}

}  // namespace aio::detail
