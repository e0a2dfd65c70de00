#pragma once
// A list of things that have their links within themselves: joining and leaving allocate nothing, and cost
// the same however many there are.

namespace aio::detail {

template <class T>
class list;

/// A base of what can be in one list of its kind at a time.
template <class T>
class linked {
public:
    linked() = default;
    linked(const linked&) = delete;
    linked& operator=(const linked&) = delete;

protected:
    ~linked() = default;

private:
    friend list<T>;

    T* previous_ = nullptr;
    T* following_ = nullptr;
};

/// Owns nothing: what's in it leaves before it's destroyed.
template <class T>
class list {
public:
    list() = default;
    list(const list&) = delete;
    list& operator=(const list&) = delete;

    bool empty() const noexcept { return !first_; }
    T* first() const noexcept { return first_; }
    T* last() const noexcept { return last_; }
    /// Null at the end, and of what is in no list.
    static T* after(const T& item) noexcept { return links(item).following_; }
    static T* before(const T& item) noexcept { return links(item).previous_; }
    bool holds(const T& item) const noexcept { return before(item) || first_ == &item; }

    /// Puts `item`, which is in no list, at the end.
    void push_back(T& item) noexcept
    {
        links(item).previous_ = last_;
        (last_ ? links(*last_).following_ : first_) = &item;
        last_ = &item;
    }
    /// Takes `item` out, if it's here.
    void remove(T& item) noexcept
    {
        if (!holds(item)) {
            return;
        }
        linked<T>& at = links(item);
        (at.previous_ ? links(*at.previous_).following_ : first_) = at.following_;
        (at.following_ ? links(*at.following_).previous_ : last_) = at.previous_;
        at.previous_ = at.following_ = nullptr;
    }
    /// Takes out the first; null if there is none.
    T* pop_front() noexcept
    {
        T* const item = first_;
        if (item) {
            linked<T>& at = links(*item);
            first_ = at.following_;
            (first_ ? links(*first_).previous_ : last_) = nullptr;
            at.following_ = nullptr;
        }
        return item;
    }

private:
    static linked<T>& links(T& item) noexcept { return item; }
    static const linked<T>& links(const T& item) noexcept { return item; }

    T* first_ = nullptr;
    T* last_ = nullptr;
};

}  // namespace aio::detail
