#pragma once
// A queue between tasks: those who get wait while it is empty, and those who put while it is full, each in the
// order in which they came. CPython: asyncio.Queue.

#include <cstdint>
#include <utility>

#include "aio/detail/item_text.hpp"
#include "aio/detail/operation.hpp"
#include "aio/detail/ring.hpp"
#include "aio/resource.hpp"

namespace aio {

namespace detail {

/// What queues of every kind and type have in common: all but the items.
class queue_base : public counted, public resource {
public:
    std::int64_t maxsize() const noexcept { return maxsize_; }
    std::size_t qsize() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    bool full() const noexcept { return size_ >= most_; }
    bool all_done() const noexcept { return unfinished_ == 0; }
    void task_done();
    void shut_down(bool immediate);

    /// Whether get need not wait: there is an item, or there never will be one.
    bool can_get() const noexcept { return size_ != 0 || shut_down_; }
    /// Whether put need not wait, likewise.
    bool can_put() const noexcept { return !full() || shut_down_; }
    coro<void> wait_to_get(hidden);
    coro<void> wait_to_put(hidden);
    coro<void> wait_to_join(hidden);

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
    std::size_t most_;  // items; beyond reach where there is no limit
    std::size_t size_ = 0;
    std::size_t unfinished_ = 0;  // items that came and for which task_done was not called
    line getters_;
    line putters_;
    line joiners_;
    std::uint32_t items_made_ = 0;
    bool shut_down_ = false;
};

template <class T>
class queue_state : public queue_base {
public:
    void put_nowait(T&& item)
    {
        require_room();
        store(std::move(item));
        item_came();
    }
    T get_nowait()
    {
        require_item();
        T item = take();
        item_went();
        return item;
    }

    struct getting {
        static constexpr const char* name = "Queue.get";
        ref<queue_state> self;
        bool ready() const noexcept { return self->can_get(); }
        coro<void> wait() const { return self->wait_to_get(hidden{}); }
        T done(bool) const { return self->get_nowait(); }
    };
    struct putting {
        static constexpr const char* name = "Queue.put";
        ref<queue_state> self;
        T item;
        bool ready() const noexcept { return self->can_put(); }
        coro<void> wait() const { return self->wait_to_put(hidden{}); }
        void done(bool) { self->put_nowait(std::move(item)); }
    };
    struct joining {
        static constexpr const char* name = "Queue.join";
        ref<queue_state> self;
        bool ready() const noexcept { return self->all_done(); }
        coro<void> wait() const { return self->wait_to_join(hidden{}); }
        void done(bool) const noexcept {}
    };

protected:
    using queue_base::queue_base;

    /// Puts `item` in its place, as number next_number(), and tells the observer.
    virtual void store(T&& item) = 0;
    /// Takes out the item whose turn it is, and tells the observer.
    virtual T take() = 0;

private:
    void drop_next() final { take(); }
};

/// First in, first out.
template <class T>
class fifo_state final : public queue_state<T> {
public:
    explicit fifo_state(std::int64_t maxsize) : queue_state<T>(resource_kind::queue, maxsize) {}

private:
    void store(T&& item) override
    {
        if (observer* o = this->watcher()) {
            o->item_put(this->id(), this->next_number(), items_.size(), item_text(item));
        }
        items_.push(std::move(item));
    }
    T take() override
    {
        this->note_item_got(this->next_number() - static_cast<std::uint32_t>(items_.size()));
        return items_.pop();
    }

    ring<T> items_;
};

}  // namespace detail

/// A handle to a queue of T; copies are the same queue. What is put first is got first; the kinds of queue that
/// differ in this are handles of their own, and can be handed on as this one.
template <class T>
class queue {
public:
    /// A queue of the running loop, for at most `maxsize` items; 0 or less is no limit.
    explicit queue(std::int64_t maxsize = 0) : state_(new detail::fifo_state<T>(maxsize)) {}

    std::int64_t maxsize() const noexcept { return state_->maxsize(); }
    /// How many items are in it.
    std::size_t qsize() const noexcept { return state_->qsize(); }
    bool empty() const noexcept { return state_->empty(); }
    /// Whether there are `maxsize` items in it.
    bool full() const noexcept { return state_->full(); }

    /// Puts `item` in; suspends while the queue is full, and only then. One who was woken and finds the queue
    /// full again waits again, behind all others. Throws queue_shut_down. CPython: Queue.put.
    auto put(T item) const
    {
        using call = typename detail::queue_state<T>::putting;
        return detail::operation<call>(call{state_, std::move(item)});
    }
    /// Puts `item` in, and wakes the first who waits to get. Throws queue_full, or queue_shut_down.
    /// CPython: Queue.put_nowait.
    void put_nowait(T item) const { state_->put_nowait(std::move(item)); }

    /// Takes an item out; suspends while the queue is empty, and only then, as put does. Throws
    /// queue_shut_down when it is empty for good. CPython: Queue.get.
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
    /// Suspends until the work on every item is done; does not suspend when it is. CPython: Queue.join.
    auto join() const noexcept
    {
        using call = typename detail::queue_state<T>::joining;
        return detail::operation<call>(call{state_});
    }
    /// Lets nothing be put any more, and nothing got but what is in it; wakes all who wait to do so. With
    /// `immediate` what is in it is dropped, and counts as done. CPython: Queue.shutdown.
    void shutdown(bool immediate = false) const { state_->shut_down(immediate); }

protected:
    explicit queue(detail::queue_state<T>* state) : state_(state) {}

private:
    detail::ref<detail::queue_state<T>> state_;
};

}  // namespace aio
