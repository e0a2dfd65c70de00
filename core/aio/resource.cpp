#include "aio/resource.hpp"

namespace aio::detail {

resource::resource(resource_kind kind, double limit)
    : loop_(&loop::running()), id_(loop_->next_resource_id())
{
    if (observer* o = loop_->watcher()) {
        o->resource_made(id_, kind, limit);
    }
}

resource::~resource()
{
    if (observer* o = loop_->watcher()) {
        o->resource_dropped(id_);
    }
}

place_in_line::place_in_line(resource& at, wait_role role)
    : future_base(at.get_loop()), at_(at), task_(at.get_loop().current_task_id()), role_(role)
{
    if (observer* o = at_.get_loop().watcher()) {
        o->wait_began(at_.id(), role_, task_);
    }
}

place_in_line::~place_in_line()
{
    if (observer* o = get_loop().watcher()) {
        o->wait_ended(at_.id(), role_, task_);
    }
}

void place_in_line::describe_wait(suspension& where) const
{
    where.kind = wait_kind::resource;
    where.subject = at_.id();
    where.role = role_;
}

void line::push(place_in_line& place) noexcept
{
    place.previous = last_;
    (last_ ? last_->following : first_) = &place;
    last_ = &place;
}

place_in_line* line::pop() noexcept
{
    place_in_line* place = first_;
    remove(*place);
    return place;
}

void line::remove(place_in_line& place) noexcept
{
    if (!place.previous && first_ != &place) {
        return;
    }
    (place.previous ? place.previous->following : first_) = place.following;
    (place.following ? place.following->previous : last_) = place.previous;
    place.previous = place.following = nullptr;
}

}  // namespace aio::detail
