#include "aio/shield.hpp"

#include "aio/errors.hpp"
#include "aio/loop.hpp"

namespace aio::detail {

namespace {

/// Reports a failure that nobody is left to see. A future has one of these at most: all have one id.
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

// Not at once when it is cancelled, but in its turn: what is shielded may have failed by then, and is
// another's.
void shielding::outer_done(callback_id listening)
{
    if (!inner_->done()) {
        inner_->remove_done_callback(listening);
        inner_->remove_done_callback(log_on_exception::shared_id);
        inner_->add_callback(*new log_on_exception(*inner_));
    }
}

}  // namespace aio::detail
