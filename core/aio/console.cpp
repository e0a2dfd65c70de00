#include "aio/console.hpp"

#include <cstdio>

#include "aio/task_base.hpp"

namespace aio {

namespace {

/// The time, and the task that's running: `t=1.000000 task=Task-2 `. Nothing between two callbacks.
std::string stamp()
{
    if (!loop::is_running()) {
        return {};
    }
    const loop& l = loop::running();
    char time[64];
    std::snprintf(time, sizeof time, "t=%.6f ", l.time());
    return time + ("task=" + (l.current_task() ? l.current_task()->name() : "-") + " ");
}

void write(std::FILE* to, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), to);
}

void complain(std::string text)
{
    std::fflush(stdout);
    write(stderr, text += "\n");
}

}  // namespace

void console::printed(std::string_view text) noexcept
{
    if (!options_.times) {
        write(stdout, text);
        return;
    }
    for (std::size_t end; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
        write(stdout, stamp() + line_ + std::string(text.substr(0, end + 1)));
        line_.clear();
    }
    line_ += text;
}

void console::reported(report, std::string_view text) noexcept
{
    complain(std::string(text));
}

void console::uncaught(std::string_view type, std::string_view message) noexcept
{
    complain(std::string(type) + (message.empty() ? "" : ": ") + std::string(message));
}

void console::deadlocked() noexcept
{
    complain("deadlock: no task can run");
}

}  // namespace aio
