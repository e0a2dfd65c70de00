#include "aio/barrier.hpp"

#include <exception>

#include "aio/detail/telling.hpp"

namespace aio::detail {

namespace {

std::size_t checked_parties(std::int64_t parties)
{
    if (parties < 1) {
        throw value_error("parties must be >= 1");
    }
    return static_cast<std::size_t>(parties);
}

}  // namespace

barrier_state::barrier_state(std::int64_t parties)
    : resource(resource_kind::barrier, static_cast<double>(checked_parties(parties))),
      lock_(new lock_state(part_of{*this})),
      changed_(new condition_state(part_of{*this}, lock_)),
      parties_(static_cast<std::size_t>(parties))
{}

coro<void> barrier_state::wait(hidden, std::size_t& index)
{
    co_await lock_->acquire();
    try {
        co_await go_through(hidden{}, index);
    } catch (...) {
        lock_->let_go();
        throw;
    }
    lock_->let_go();
}

// Runs with the lock held, except while it waits.
coro<void> barrier_state::go_through(hidden, std::size_t& index)
{
    while (phase_ == phase::draining || phase_ == phase::resetting) {
        co_await changed_->wait(hidden{});
    }
    if (phase_ == phase::broken) {
        throw broken_barrier_error("Barrier aborted");
    }
    index = count_;
    come();
    try {
        if (index + 1 == parties_) {
            set(phase::draining);
            AIO_DOES("all_came");
            changed_->notify(SIZE_MAX);
        }
        while (phase_ == phase::filling) {
            co_await changed_->wait(hidden{});
        }
        if (phase_ == phase::broken || phase_ == phase::resetting) {
            throw broken_barrier_error("Abort or reset of barrier");
        }
    } catch (...) {
        go();
        throw;
    }
    go();
}

// Called from outside of wait(), while the lock is free.
void barrier_state::enter(phase p)
{
    AIO_DOES("closed");
    lock_->take();
    set(p);
    changed_->notify(SIZE_MAX);
    lock_->let_go();
}

void barrier_state::set(phase p)
{
    const bool was_broken = broken();
    phase_ = p;
    if (broken() != was_broken) {
        note_closed(broken());
    }
}

void barrier_state::come()
{
    ++count_;
    note_value(static_cast<double>(count_));
}

// The last task to leave makes the barrier ready for the next round.
void barrier_state::go()
{
    AIO_DOES("all_came");
    --count_;
    note_value(static_cast<double>(count_));
    if (count_ == 0) {
        if (phase_ == phase::draining || phase_ == phase::resetting) {
            set(phase::filling);
        }
        changed_->notify(SIZE_MAX);
    }
}

}  // namespace aio::detail
