#include "aio/shield.hpp"

#include "aio/errors.hpp"
#include "aio/loop.hpp"

namespace aio::detail {

namespace {

/// Reports a failure that no waiter is left to see. All of these share one id, so a future has at most one.
class log_on_exception final : public done_callback_of<log_on_exception> {
public:
    static constexpr callback_id shared_id{0};

    explicit log_on_exception(future_base& source) : done_callback_of(source, shared_id) {}

    void called()
    {
        future_base& failed = source();
        if (failed.cancelled()) {
            return;
        }
        if (const std::exception_ptr error = failed.exception()) {
            failed.get_core().call_exception_handler({report::shielded_error,
                                                      describe(error).type + " exception in shielded future",
                                                      error, &failed});
        }
    }
};

}  // namespace

shielding::shielding(ref<future_base> inner) noexcept
    : future_base(inner->get_core()), inner_(std::move(inner))
{}

ref<shielding> shielding::make(ref<future_base> inner)
{
    const ref<shielding> self(new shielding(std::move(inner)));
    const callback_id listening =
        self->inner_->add_done_callback([self](future_base&) { self->inner_done(); });
    self->add_done_callback(
        [listening](future_base& outer) { static_cast<shielding&>(outer).outer_done(listening); });
    return self;
}

void shielding::describe_wait(suspension& where) const
{
    inner_->describe_wait(where);
}

void shielding::list_parts(std::vector<future_base*>& into) const
{
    into.push_back(inner_.get());
}

void shielding::inner_done()
{
    if (cancelled()) {
        return;
    }
    if (inner_->cancelled()) {
        cancel();
    } else if (std::exception_ptr error = inner_->exception()) {
        set_exception(std::move(error));
    } else {
        finish(state::finished);
    }
}

// If the outer future was cancelled, this runs in a later turn: by then the inner one may have failed, and
// then its exception isn't reported here.
void shielding::outer_done(callback_id listening)
{
    if (!inner_->done()) {
        inner_->remove_done_callback(listening);
        inner_->remove_done_callback(log_on_exception::shared_id);
        inner_->add_callback(*new log_on_exception(*inner_));
    }
}

}  // namespace aio::detail
