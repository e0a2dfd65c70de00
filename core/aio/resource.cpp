#include "aio/resource.hpp"

namespace aio::detail {

resource::resource(resource_kind kind, double limit)
    : loop_(&loop::running()), told_(loop_->told()), id_(loop_->next_resource_id())
{
    if (observer* o = loop_->watcher()) {
        o->resource_made(id_, kind, limit);
    }
}

resource::~resource()
{
    if (observer* o = told_ ? told_->who : nullptr) {
        o->resource_dropped(id_);
    }
}

void resource::throw_other_loop()
{
    throw runtime_error("it is bound to a different event loop");
}

void place_in_line::note_begin()
{
    task_ = get_loop().current_task_id();
    get_loop().watcher()->wait_began(at_.id(), role_, task_);
}

void place_in_line::note_end() noexcept
{
    get_loop().watcher()->wait_ended(at_.id(), role_, task_);
}

void place_in_line::describe_wait(suspension& where) const
{
    where.kind = wait_kind::resource;
    where.subject = at_.id();
    where.role = role_;
}

bool line::has_uncancelled() const noexcept
{
    const place_in_line* place = first_;
    while (place && place->cancelled()) {
        place = place->following_;
    }
    return place != nullptr;
}

std::size_t line::wake(std::size_t most)
{
    std::size_t count = 0;
    for (place_in_line* place = first_; place && count != most; place = place->following_) {
        if (!place->done()) {
            place->wake();
            ++count;
        }
    }
    return count;
}

void line::wake_head()
{
    if (first_ && !first_->done()) {
        first_->wake();
    }
}

void line::call_somebody()
{
    do {
        place_in_line* const place = first_;
        place->leave();
        if (!place->done()) {
            place->wake();
            return;
        }
    } while (first_);
}

void line::call_all()
{
    while (first_) {
        call_somebody();
    }
}

}  // namespace aio::detail
