#pragma once
// A list whose items contain their own links: adding and removing doesn't allocate, and takes constant time.

namespace aio::detail {

template <class T>
class list;

/// The base class of items; an item can be in one list<T> at a time.
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

/// Doesn't own its items: they must leave before they're destroyed.
template <class T>
class list {
public:
    list() = default;
    list(const list&) = delete;
    list& operator=(const list&) = delete;

    bool empty() const noexcept { return !first_; }
    T* first() const noexcept { return first_; }
    T* last() const noexcept { return last_; }
    /// Null at the end, and for an item that isn't in a list.
    static T* after(const T& item) noexcept { return links(item).following_; }
    static T* before(const T& item) noexcept { return links(item).previous_; }
    bool holds(const T& item) const noexcept { return before(item) || first_ == &item; }

    /// Appends `item`, which must not be in a list.
    void push_back(T& item) noexcept
    {
        links(item).previous_ = last_;
        (last_ ? links(*last_).following_ : first_) = &item;
        last_ = &item;
    }
    /// Removes `item`, if it's in this list.
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
    /// Removes and returns the first item; null if there is none.
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
