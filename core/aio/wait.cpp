#include "aio/wait.hpp"

#include "aio/detail/waiter.hpp"
#include "aio/errors.hpp"

namespace aio::detail {

namespace {

/// The state that one call of wait shares with the callbacks that it adds; some may still be queued after it
/// has returned.
class waiting final : public counted, public composite {
public:
    /// `futures` lives for as long as its task waits.
    waiting(core& c, const std::vector<ref<future_base>>& futures, const wait_options& options)
        : over(c, wait_kind::several, this),
          futures_(futures),
          left_(futures.size()),
          return_when_(options.return_when)
    {
        if (options.timeout) {
            timeout_ = c.user().call_later(*options.timeout,
                                           detail::timeout_call{[over = over] { over.release(); }});
        }
    }

    void completed(future_base& f)
    {
        --left_;
        if (left_ == 0 || return_when_ == return_when::first_completed ||
            (return_when_ == return_when::first_exception && !f.cancelled() && f.exception())) {
            end();
            over.release();
        }
    }
    void list_parts(std::vector<future_base*>& into) const override
    {
        for (const auto& f : futures_) {
            into.push_back(f.get());
        }
    }
    void end() const noexcept
    {
        if (timeout_) {
            timeout_->cancel();
        }
    }

    const waiter over;

private:
    const std::vector<ref<future_base>>& futures_;
    std::size_t left_;
    return_when return_when_;
    std::optional<timer_handle> timeout_;
};

}  // namespace

coro<void> wait(hidden, std::vector<ref<future_base>> futures, wait_options options)
{
    if (futures.empty()) {
        throw value_error("Set of Tasks/Futures is empty.");
    }
    const ref<waiting> shared(new waiting(core::running(), futures, options));
    std::vector<callback_id> callbacks;
    callbacks.reserve(futures.size());
    for (const auto& f : futures) {
        callbacks.push_back(f->add_done_callback([shared](future_base& done) { shared->completed(done); }));
    }
    std::exception_ptr error;
    try {
        co_await shared->over;
    } catch (...) {
        error = std::current_exception();
    }
    shared->end();
    for (std::size_t i = 0; i != futures.size(); ++i) {
        futures[i]->remove_done_callback(callbacks[i]);
    }
    if (error) {
        std::rethrow_exception(error);
    }
}

}  // namespace aio::detail
