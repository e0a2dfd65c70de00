#include "aio/wait_for.hpp"

#include "aio/detail/waiter.hpp"

namespace aio::detail {

// Waits for `f` without awaiting it, so that the waiting task can be cancelled by itself.
coro<void> cancel_and_wait(hidden, ref<future_base> f)
{
    const waiter over(f->get_core(), wait_kind::future);
    const callback_id callback = f->add_done_callback([over](future_base&) { over.release(); });
    std::exception_ptr error;
    try {
        f->cancel();
        co_await over;
    } catch (...) {
        error = std::current_exception();
    }
    f->remove_done_callback(callback);
    if (error) {
        std::rethrow_exception(error);
    }
}

}  // namespace aio::detail
