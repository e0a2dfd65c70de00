#pragma once
// A task of any result type; the current task, and the list of all tasks.
// CPython: asyncio.current_task, asyncio.all_tasks.

#include <optional>
#include <vector>

#include "aio/any_future.hpp"
#include "aio/task.hpp"

namespace aio {

/// A handle to a task that doesn't know the type of its result.
class any_task : public any_future {
public:
    template <class T>
    any_task(const task<T>& t) : any_future(t)
    {}
    explicit any_task(task_base& t) : any_future(t) {}

    std::string get_name() const { return base().name(); }
    void set_name(std::string name) const { base().set_name(std::move(name)); }
    std::uint32_t cancelling() const noexcept { return base().cancelling(); }
    std::uint32_t uncancel() const noexcept { return base().uncancel(); }
    task_base& base() const noexcept { return static_cast<task_base&>(any_future::base()); }
};

/// The task whose coroutine is running; nullopt in a plain callback. Throws runtime_error if no loop is
/// running.
inline std::optional<any_task> current_task()
{
    task_base* const t = loop::running().current_task();
    return t ? std::optional(any_task(*t)) : std::nullopt;
}

/// The running loop's tasks that aren't done, in order of creation. Throws runtime_error if no loop is
/// running.
inline std::vector<any_task> all_tasks()
{
    std::vector<any_task> tasks;
    const auto& list = detail::core::running().tasks;
    for (task_base* t = list.first(); t; t = list.after(*t)) {
        tasks.emplace_back(*t);
    }
    return tasks;
}

}  // namespace aio

template <>
struct std::hash<aio::any_task> : std::hash<aio::any_future> {};
