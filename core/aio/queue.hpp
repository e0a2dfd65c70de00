#pragma once
// A queue between tasks: those who get wait while it is empty, and those who put while it is full, each in
// the order in which they came. CPython: asyncio.Queue.

#include <cstdint>
#include <optional>
#include <utility>

#include "aio/detail/item_text.hpp"
#include "aio/detail/operation.hpp"
#include "aio/detail/resource.hpp"
#include "aio/detail/ring.hpp"

namespace aio {

namespace detail {

/// What queues of every kind and type have in common: all but the items.
class queue_base : public counted, public resource {
public:
    std::int64_t maxsize() const noexcept { return maxsize_; }
    std::size_t qsize() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    bool full() const noexcept { return size_ >= most_; }
    void task_done();
    void shut_down(bool immediate);

    /// Whether get need not wait: there is an item, or there never will be one.
    bool can_get() const noexcept { return size_ != 0 || shut_down_; }
    /// Whether put need not wait, likewise.
    bool can_put() const noexcept { return !full() || shut_down_; }

    /// The place of one who waits to get. Once woken it may go on if there is an item still.
    class getter final : public place_in_line {
    public:
        explicit getter(queue_base& at) : place_in_line(at, wait_role::getter, at.getters_) {}
        bool lets_pass(task_base& t) override;
    };
    void getter_gave_up(bool woken);

    /// The place of one who waits to put, likewise.
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
    /// The number of the item that comes next. They count up from 1.
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
    std::size_t most_;  // items; beyond reach if there is no limit
    std::size_t size_ = 0;
    std::size_t unfinished_ = 0;  // items that came and for which task_done was not called
    line getters_;
    line putters_;
    line joiners_;
    std::uint32_t items_made_ = 0;
    bool shut_down_ = false;
};

/// First in, first out. Others derive from it, and keep their items themselves.
template <class T>
class queue_state : public queue_base {
public:
    explicit queue_state(std::int64_t maxsize) : queue_base(resource_kind::queue, maxsize) {}

    void put_nowait(T&& item)
    {
        require_room();
        if (is_plain_) {
            queue_state::store(std::move(item));  // which spares the commonest kind a virtual call
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

    /// Puts `item` in its place, as number next_number(), and tells the observer.
    virtual void store(T&& item)
    {
        if (observer* o = watcher()) {
            o->item_put(id(), next_number(), items_.size(), item_text(item));
        }
        items_.push(std::move(item));
    }
    /// Takes out the item whose turn it is, and tells the observer.
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

/// A handle to a queue of T; copies are the same queue. What is put first is got first; the kinds of queue
/// that differ in this are handles of their own, and can be handed on as this one.
template <class T>
class queue {
public:
    /// A queue of the running loop, for at most `maxsize` items; 0 or less is no limit. Throws runtime_error when no
    /// loop runs. A task of another loop can't wait here: it gets a runtime_error.
    explicit queue(std::int64_t maxsize = 0) : state_(new detail::queue_state<T>(maxsize)) {}

    std::int64_t maxsize() const noexcept { return state_->maxsize(); }
    /// How many items are in it.
    std::size_t qsize() const noexcept { return state_->qsize(); }
    bool empty() const noexcept { return state_->empty(); }
    /// Whether there are `maxsize` items in it.
    bool full() const noexcept { return state_->full(); }

    /// Puts `item` in; suspends while the queue is full, and only then. Who takes an item out wakes the one that has
    /// waited longest, which goes on in a callback; if the queue is full again by then, it waits again, behind all
    /// others. Cancelled, it puts nothing, and passes the wake-up on. Throws queue_shut_down. CPython: Queue.put.
    auto put(T item) const
    {
        using call = typename detail::queue_state<T>::putting;
        return detail::operation<call>(call{state_, std::move(item)});
    }
    /// Puts `item` in, and wakes the first who waits to get. Throws queue_full, or queue_shut_down.
    /// CPython: Queue.put_nowait.
    void put_nowait(T item) const { state_->put_nowait(std::move(item)); }

    /// Takes an item out; suspends while the queue is empty, and only then, and is woken as put is. Cancelled, it takes
    /// nothing. Throws queue_shut_down when the queue is empty for good. CPython: Queue.get.
    auto get() const noexcept
    {
        using call = typename detail::queue_state<T>::getting;
        return detail::operation<call>(call{state_});
    }
    /// Takes an item out, and wakes the first who waits to put. Throws queue_empty, or queue_shut_down.
    /// CPython: Queue.get_nowait.
    T get_nowait() const { return state_->get_nowait(); }

    /// Says that the work on one item is done. Throws value_error when that was said of all.
    /// CPython: Queue.task_done.
    void task_done() const { state_->task_done(); }
    /// Suspends until the work on every item is done; does not suspend when it is. The last task_done wakes all who
    /// wait. CPython: Queue.join.
    auto join() const noexcept { return detail::operation<detail::queue_base::joining>({state_}); }
    /// Lets nothing be put any more, and nothing got but what is in it; wakes all who wait to do so. With
    /// `immediate` what is in it is dropped, and counts as done. CPython: Queue.shutdown.
    void shutdown(bool immediate = false) const { state_->shut_down(immediate); }

protected:
    explicit queue(detail::queue_state<T>* state) : state_(state) {}

private:
    detail::ref<detail::queue_state<T>> state_;
};

}  // namespace aio
