#include "aio/detail/resource.hpp"

namespace aio::detail {

resource::resource(resource_kind kind, double limit) : core_(&core::running()), id_(++core_->resources_made)
{
    if (observer* o = watcher()) {
        o->resource_made(id_, kind, limit);
    }
}

resource::~resource()
{
    if (observer* o = watcher()) {
        o->resource_dropped(id_);
    }
}

void resource::throw_other_loop()
{
    throw runtime_error("it is bound to a different event loop");
}

void place_in_line::note_begin()
{
    task_ = get_core().current_task_id();
    get_core().watcher()->wait_began(at_.id(), role_, task_);
}

void place_in_line::note_end() noexcept
{
    get_core().watcher()->wait_ended(at_.id(), role_, task_);
}

void place_in_line::describe_wait(suspension& where) const
{
    where.kind = wait_kind::resource;
    where.subject = at_.id();
    where.role = role_;
}

bool line::has_uncancelled() const noexcept
{
    const place_in_line* place = places_.first();
    while (place && place->cancelled()) {
        place = places_.after(*place);
    }
    return place != nullptr;
}

std::size_t line::wake(std::size_t most)
{
    std::size_t count = 0;
    for (place_in_line* place = places_.first(); place && count != most; place = places_.after(*place)) {
        if (!place->done()) {
            place->wake();
            ++count;
        }
    }
    return count;
}

void line::wake_head()
{
    place_in_line* const head = places_.first();
    if (head && !head->done()) {
        head->wake();
    }
}

void line::call_somebody()
{
    while (place_in_line* const place = places_.pop_front()) {
        if (!place->done()) {
            place->wake();
            return;
        }
    }
}

void line::call_all()
{
    while (!places_.empty()) {
        call_somebody();
    }
}

}  // namespace aio::detail
