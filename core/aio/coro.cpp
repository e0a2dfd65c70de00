#include "aio/coro.hpp"

#include <string>

#include "aio/errors.hpp"

namespace aio::detail {

void never_awaited(const char* function) noexcept
{
    if (!core::is_running()) {
        return;
    }
    if (observer* o = core::running().watcher()) {
        o->reported(report::never_awaited, "coroutine '" + std::string(function) + "' was never awaited");
    }
}

void throw_spent_coroutine()
{
    throw runtime_error("cannot reuse already awaited coroutine");
}

}  // namespace aio::detail
