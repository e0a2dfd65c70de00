#pragma once
// Shared ownership of futures and tasks: the count is in the object, and a single thread needs no atomics.

#include <cstdint>
#include <utility>

#include "aio/detail/pool.hpp"

namespace aio::detail {

/// A base class that counts its owners. Starts with none; the first `ref` makes it one.
class counted : public pooled {
public:
    counted() = default;
    counted(const counted&) = delete;
    counted& operator=(const counted&) = delete;

    void retain() noexcept { ++owners_; }
    bool is_shared() const noexcept { return owners_ > 1; }
    void release() noexcept
    {
        if (--owners_ == 0) {
            delete this;
        }
    }

protected:
    virtual ~counted() = default;

private:
    std::uint32_t owners_ = 0;
};

/// An owning pointer to a `counted` object; copies share it.
template <class T>
class ref {
public:
    ref() = default;
    ref(std::nullptr_t) noexcept {}
    explicit ref(T* object) noexcept : object_(object) { retain(); }
    ref(const ref& other) noexcept : object_(other.object_) { retain(); }
    ref(ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    template <class U>
    ref(const ref<U>& other) noexcept : object_(other.get())
    {
        retain();
    }
    template <class U>
    ref(ref<U>&& other) noexcept : object_(std::exchange(other.object_, nullptr))
    {}
    ref& operator=(ref other) noexcept
    {
        std::swap(object_, other.object_);
        return *this;
    }
    ~ref()
    {
        if (object_) {
            object_->release();
        }
    }

    T* get() const noexcept { return object_; }
    T* operator->() const noexcept { return object_; }
    T& operator*() const noexcept { return *object_; }
    explicit operator bool() const noexcept { return object_ != nullptr; }
    bool operator==(const ref& other) const noexcept { return object_ == other.object_; }

private:
    template <class U>
    friend class ref;

    void retain() const noexcept
    {
        if (object_) {
            object_->retain();
        }
    }

    T* object_ = nullptr;
};

}  // namespace aio::detail
