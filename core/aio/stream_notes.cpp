#include "aio/detail/stream_notes.hpp"

#include <algorithm>
#include <utility>

#include "aio/bytes.hpp"
#include "aio/detail/core.hpp"
#include "aio/detail/waiter.hpp"

namespace aio::detail {

namespace {

constexpr std::size_t most_shown = 32;  // bytes

class stream_waiter_state final : public future_state<void> {
public:
    stream_waiter_state(core& c, std::uint32_t stream, wait_role role) noexcept
        : future_state(c), stream_(stream), role_(role)
    {}
    void describe_wait(suspension& where) const override
    {
        where.kind = wait_kind::resource;
        where.subject = stream_;
        where.role = role_;
    }

private:
    std::uint32_t stream_;
    wait_role role_;
};

future<> make_waiter(core& c, const ref<stream_notes>& notes, wait_role role)
{
    if (!notes) {
        return waiter(c, wait_kind::future);
    }
    const ref<stream_waiter_state> state(new stream_waiter_state(c, notes->id(), role));
    return {state, state->value()};
}

}  // namespace

ref<stream_notes> stream_notes::make(core& c)
{
    return c.watcher() ? ref<stream_notes>(new stream_notes(c)) : nullptr;
}

stream_notes::stream_notes(core& c) : core_(&c), id_(++c.resources_made)
{
    c.watcher()->resource_made(id_, resource_kind::stream, 0);
}

stream_notes::~stream_notes()
{
    if (observer* o = core_->watcher()) {
        o->resource_dropped(id_);
    }
}

void stream_notes::written(std::string_view bytes) const
{
    if (observer* o = core_->watcher()) {
        o->bytes_written(id_, bytes.size(),
                         bytes_repr(bytes.substr(0, most_shown)) + (bytes.size() > most_shown ? "…" : ""));
    }
}

void stream_notes::sent(std::size_t size, double arrives) const
{
    if (observer* o = core_->watcher()) {
        o->bytes_sent(id_, size, arrives);
    }
}

void stream_notes::received(std::size_t size) const
{
    if (observer* o = core_->watcher()) {
        o->bytes_received(id_, size);
    }
}

void stream_notes::read(std::size_t size) const
{
    if (observer* o = core_->watcher(); o && size > 0) {
        o->bytes_read(id_, size);
    }
}

void stream_notes::closed()
{
    if (observer* o = core_->watcher(); o && !std::exchange(is_closed_, true)) {
        o->resource_closed(id_, true);
    }
}

void stream_notes::wait_began(wait_role role, std::uint32_t task) const
{
    if (observer* o = core_->watcher()) {
        o->wait_began(id_, role, task);
    }
}

void stream_notes::wait_ended(wait_role role, std::uint32_t task) const
{
    if (observer* o = core_->watcher()) {
        o->wait_ended(id_, role, task);
    }
}

stream_wait::stream_wait(core& c, ref<stream_notes> notes, wait_role role)
    : notes_(std::move(notes)), role_(role), task_(c.current_task_id()), over_(make_waiter(c, notes_, role))
{
    if (notes_) {
        notes_->wait_began(role_, task_);
    }
}

stream_wait::~stream_wait()
{
    if (notes_) {
        notes_->wait_ended(role_, task_);
    }
}

}  // namespace aio::detail
