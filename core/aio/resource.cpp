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
    if (observer* o = watcher()) {
        o->resource_dropped(id_);
    }
}

void resource::throw_other_loop()
{
    throw runtime_error("it is bound to a different event loop");
}

place_in_line::place_in_line(resource& at, wait_role role, line& in)
    : future_base(at.get_loop()),
      at_(at),
      line_(in),
      task_(at.get_loop().current_task_id()),
      role_(role)
{
    if (&loop::running() != &at.get_loop()) {
        resource::throw_other_loop();
    }
    line_.push(*this);
    if (observer* o = get_loop().watcher()) {
        o->wait_began(at_.id(), role_, task_);
    }
}

place_in_line::~place_in_line()
{
    leave();
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

void place_in_line::leave() noexcept
{
    line_.remove(*this);
}

bool line::anyone() const noexcept
{
    const place_in_line* place = first_;
    while (place && place->cancelled()) {
        place = place->following;
    }
    return place != nullptr;
}

std::size_t line::wake(std::size_t most)
{
    std::size_t count = 0;
    for (place_in_line* place = first_; place && count != most; place = place->following) {
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

void line::call_next()
{
    while (first_) {
        place_in_line* place = pop();
        if (!place->done()) {
            place->wake();
            return;
        }
    }
}

void line::call_all()
{
    while (first_) {
        call_next();
    }
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

// Nothing where it is not in the line.
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
