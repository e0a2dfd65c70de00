#include "lessons/garbage.hpp"

#include "aio/detail/intervene.hpp"
#include "lessons/locals.hpp"

namespace lessons {

void garbage::collect()
{
    for (const aio::any_task& task : tasks_) {
        aio::detail::lose(task.base(), [&] { noting_recorder::destroyed(task.base().id()); });
    }
    tasks_.clear();
}

}  // namespace lessons
