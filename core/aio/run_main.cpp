#include "aio/run_main.hpp"

#include "aio/run.hpp"

namespace aio {

namespace {

class judge final : public console {
public:
    using console::console;

    void uncaught(std::string_view type, std::string_view message) noexcept override
    {
        failed = true;
        console::uncaught(type, message);
    }
    void deadlocked() noexcept override
    {
        failed = true;
        console::deadlocked();
    }

    bool failed = false;
};

}  // namespace

int run_main(coro<void> main, console_options options)
{
    judge watcher(options);
    loop l(&watcher);
    runner r(l, std::move(main));
    while (r.busy()) {
        r.step_iteration();
    }
    return watcher.failed ? 1 : 0;
}

}  // namespace aio
