#include "aio/console.hpp"

#include <cstdio>
#include <utility>

#include "aio/detail/job.hpp"
#include "aio/errors.hpp"
#include "aio/task_base.hpp"

namespace aio {

namespace {

std::string stamp(double when, const std::string& who)
{
    char time[64];
    std::snprintf(time, sizeof time, "t=%.6f ", when);
    return time + who + " ";
}

/// The time, and the running task, or the thread whose job is printing: `t=1.000000 task=Task-2 `. Empty
/// between two callbacks.
std::string stamp()
{
    if (const detail::job* const j = detail::job::speaking()) {
        return stamp(j->get_core().time(), "thread=" + j->thread_name());
    }
    if (const loop* const l = loop::running_or_null()) {
        return stamp(l->time(), "task=" + (l->current_task() ? l->current_task()->name() : "-"));
    }
    return {};
}

void write(std::FILE* to, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), to);
}

void complain(std::string text)
{
    std::fflush(stdout);
    write(stderr, text.ends_with('\n') ? text : text += "\n");
}

}  // namespace

console::~console()
{
    console::finished();
}

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

void console::report_cause(const std::exception_ptr& error, std::string_view task) noexcept
{
    const error_text text = describe(error);
    const std::string of = task.empty() ? "" : std::string(task) + ": ";
    complain(of + text.type + (text.message.empty() ? "" : ": ") + text.message);
}

void console::uncaught(std::string_view type, std::string_view message) noexcept
{
    complain(std::string(type) + (message.empty() ? "" : ": ") + std::string(message));
}

void console::deadlocked() noexcept
{
    complain("deadlock: no task can run");
}

void console::finished() noexcept
{
    if (!line_.empty()) {
        write(stdout, stamp() + std::exchange(line_, {}));
    }
    std::fflush(stdout);
}

}  // namespace aio
