#pragma once
// A queue between tasks: getters wait while it's empty and putters wait while it's full, each served in the
// order in which they came. CPython: asyncio.Queue.

#include <cstdint>
#include <optional>
#include <utility>

#include "aio/detail/item_text.hpp"
#include "aio/detail/operation.hpp"
#include "aio/detail/resource.hpp"
#include "aio/detail/ring.hpp"

namespace aio {

namespace detail {

/// The part that queues of every kind and type share: everything but the items.
class queue_base : public counted, public resource {
public:
    std::int64_t maxsize() const noexcept { return maxsize_; }
    std::size_t qsize() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    bool full() const noexcept { return size_ >= most_; }
    void task_done();
    void shut_down(bool immediate);

    /// True if get doesn't have to wait: there is an item, or the queue is shut down.
    bool can_get() const noexcept { return size_ != 0 || shut_down_; }
    /// True if put doesn't have to wait: there is room, or the queue is shut down.
    bool can_put() const noexcept { return !full() || shut_down_; }

    /// A getter's place in line. A woken getter continues only if there is still an item.
    class getter final : public place_in_line {
    public:
        explicit getter(queue_base& at) : place_in_line(at, wait_role::getter, at.getters_) {}
        bool lets_pass(task_base& t) override;
    };
    void getter_gave_up(bool woken);

    /// A putter's place in line. A woken putter continues only if there is still room.
    class putter final : public place_in_line {
    public:
        explicit putter(queue_base& at) : place_in_line(at, wait_role::putter, at.putters_) {}
        bool lets_pass(task_base& t) override;
    };
    void putter_gave_up(bool woken);

    struct joining {
        static constexpr const char* name = "Queue.join";
        ref<queue_base> self;
        using place = place_in_line;
        static constexpr bool is_gate = false;
        void make_place(std::optional<place>& in) const
        {
            in.emplace(*self, wait_role::joiner, self->joiners_);
        }
        bool ready() const noexcept { return self->unfinished_ == 0; }
        void done(bool) const noexcept {}
        void gave_up(bool) const noexcept {}
    };

protected:
    queue_base(resource_kind kind, std::int64_t maxsize);

    void require_item() const
    {
        if (empty()) {
            throw_no_item();
        }
    }
    void require_room() const
    {
        if (shut_down_ || full()) {
            throw_no_room();
        }
    }
    /// The number of the next item. Numbers count up from 1.
    std::uint32_t next_number() const noexcept { return items_made_ + 1; }
    void item_came()
    {
        ++items_made_;
        ++size_;
        ++unfinished_;
        getters_.call_next();
    }
    void item_went()
    {
        --size_;
        putters_.call_next();
    }

private:
    virtual void drop_next() = 0;
    [[noreturn]] void throw_no_item() const;
    [[noreturn]] void throw_no_room() const;
    void note_unfinished() const { note_value(static_cast<double>(unfinished_)); }

    std::int64_t maxsize_;
    std::size_t most_;  // the most items it can hold; unreachable if there is no limit
    std::size_t size_ = 0;
    std::size_t unfinished_ = 0;  // items that were put and not yet reported by task_done
    line getters_;
    line putters_;
    line joiners_;
    std::uint32_t items_made_ = 0;
    bool shut_down_ = false;
};

/// First in, first out. The other kinds derive from it, and store their items themselves.
template <class T>
class queue_state : public queue_base {
public:
    explicit queue_state(std::int64_t maxsize) : queue_base(resource_kind::queue, maxsize) {}

    void put_nowait(T&& item)
    {
        require_room();
        if (is_plain_) {
            queue_state::store(std::move(item));  // saves the most common kind a virtual call
        } else {
            store(std::move(item));
        }
        item_came();
    }
    T get_nowait()
    {
        require_item();
        T item = is_plain_ ? queue_state::take() : take();
        item_went();
        return item;
    }

    struct getting {
        static constexpr const char* name = "Queue.get";
        ref<queue_state> self;
        using place = queue_base::getter;
        static constexpr bool is_gate = true;
        void make_place(std::optional<place>& in) const { in.emplace(*self); }
        bool ready() const noexcept { return self->can_get(); }
        T done(bool) const { return self->get_nowait(); }
        void gave_up(bool woken) const { self->getter_gave_up(woken); }
    };
    struct putting {
        static constexpr const char* name = "Queue.put";
        ref<queue_state> self;
        T item;
        using place = queue_base::putter;
        static constexpr bool is_gate = true;
        void make_place(std::optional<place>& in) const { in.emplace(*self); }
        bool ready() const noexcept { return self->can_put(); }
        void done(bool) { self->put_nowait(std::move(item)); }
        void gave_up(bool woken) const { self->putter_gave_up(woken); }
    };

protected:
    queue_state(resource_kind kind, std::int64_t maxsize) : queue_base(kind, maxsize), is_plain_(false) {}

    /// Stores `item` as number next_number(), and tells the observer.
    virtual void store(T&& item)
    {
        if (observer* o = watcher()) {
            o->item_put(id(), next_number(), items_.size(), item_text(item));
        }
        items_.push(std::move(item));
    }
    /// Takes out the next item, and tells the observer.
    virtual T take()
    {
        note_item_got(next_number() - static_cast<std::uint32_t>(items_.size()));
        return items_.pop();
    }

private:
    void drop_next() final { take(); }

    const bool is_plain_ = true;
    ring<T> items_;
};

}  // namespace detail

/// A handle to a queue of T, first in, first out; copies are the same queue. Queues with another order have
/// handles of their own, which convert to this one.
template <class T>
class queue {
public:
    /// Makes a queue of the running loop for at most `maxsize` items; 0 or less means no limit. Throws
    /// runtime_error if no loop is running. A task of another loop can't wait here: it gets a runtime_error.
    explicit queue(std::int64_t maxsize = 0) : state_(new detail::queue_state<T>(maxsize)) {}

    std::int64_t maxsize() const noexcept { return state_->maxsize(); }
    /// How many items are in the queue.
    std::size_t qsize() const noexcept { return state_->qsize(); }
    bool empty() const noexcept { return state_->empty(); }
    /// True if there are `maxsize` items in the queue.
    bool full() const noexcept { return state_->full(); }

    /// Puts `item` into the queue; suspends only while the queue is full. Taking an item out wakes the oldest
    /// waiter, and a callback resumes it; if the queue is full again by then, it waits again, behind all
    /// others. If the task is cancelled, it puts nothing and passes the wake-up on. Throws queue_shut_down.
    /// CPython: Queue.put.
    auto put(T item) const
    {
        using call = typename detail::queue_state<T>::putting;
        return detail::operation<call>(call{state_, std::move(item)});
    }
    /// Puts `item` into the queue without suspending, and wakes the first getter. Throws queue_full or
    /// queue_shut_down. CPython: Queue.put_nowait.
    void put_nowait(T item) const { state_->put_nowait(std::move(item)); }

    /// Takes an item out of the queue; suspends only while the queue is empty. Putting an item in wakes the
    /// oldest waiter, as for put. If the task is cancelled, it takes nothing. Throws queue_shut_down if the
    /// queue is empty and shut down. CPython: Queue.get.
    auto get() const noexcept
    {
        using call = typename detail::queue_state<T>::getting;
        return detail::operation<call>(call{state_});
    }
    /// Takes an item out without suspending, and wakes the first putter. Throws queue_empty or
    /// queue_shut_down. CPython: Queue.get_nowait.
    T get_nowait() const { return state_->get_nowait(); }

    /// Reports that the work on one item is done. Throws value_error if it's called more often than there
    /// were items. CPython: Queue.task_done.
    void task_done() const { state_->task_done(); }
    /// Suspends until the work on every item is done; doesn't suspend if it already is. The last task_done
    /// wakes all waiters. CPython: Queue.join.
    auto join() const noexcept { return detail::operation<detail::queue_base::joining>({state_}); }
    /// Shuts the queue down: no more items can be put, and only those already in it can be taken out. Wakes
    /// all waiting getters and putters. With `immediate`, drops the items in the queue, and counts them as
    /// done. CPython: Queue.shutdown.
    void shutdown(bool immediate = false) const { state_->shut_down(immediate); }

protected:
    explicit queue(detail::queue_state<T>* state) : state_(state) {}

private:
    detail::ref<detail::queue_state<T>> state_;
};

}  // namespace aio
