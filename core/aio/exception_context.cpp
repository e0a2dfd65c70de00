#include "aio/exception_context.hpp"

#include "aio/detail/loop_scope.hpp"
#include "aio/loop.hpp"

namespace aio {

void loop::callback_failed(const std::string& name) noexcept
{
    call_exception_handler({report::callback_error,
                            "Exception in callback" + (name.empty() ? "" : " " + name),
                            std::current_exception()});
}

void loop::call_exception_handler(const exception_context& context) noexcept
{
    if (closing_) {
        return;
    }
    if (!handler_) {
        default_exception_handler(context);
        return;
    }
    const scope bound(*this);
    try {
        const exception_handler handler = handler_;  // which may set another one
        handler(*this, context);
    } catch (...) {
        default_exception_handler(
            {report::handler_error, "Unhandled error in exception handler", std::current_exception()});
    }
}

void loop::default_exception_handler(const exception_context& context)
{
    if (observer_) {
        watcher()->reported(context.what,
                            context.message.empty() ? "Unhandled exception in event loop" : context.message);
    }
}

}  // namespace aio
