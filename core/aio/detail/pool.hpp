#pragma once
// Memory for coroutine frames and tasks: small blocks are kept for the next one of their size, since a
// program makes and drops many alike. Under AddressSanitizer every block comes from the system, so that it
// sees all.

#include <array>
#include <cstddef>
#include <new>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AIO_POOL_OFF
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define AIO_POOL_OFF
#endif

namespace aio::detail {

class pool {
public:
    static void* allocate(std::size_t size)
    {
#ifndef AIO_POOL_OFF
        if (size <= largest) {
            block*& first = free_[(size - 1) / step];
            if (first) {
                block* taken = first;
                first = taken->next;
                return taken;
            }
            size = (size + step - 1) / step * step;
            static thread_local const sweeper at_the_threads_end;
        }
#endif
        return ::operator new(size);
    }

    static void release(void* memory, [[maybe_unused]] std::size_t size) noexcept
    {
#ifndef AIO_POOL_OFF
        if (size <= largest) {
            block*& first = free_[(size - 1) / step];
            first = new (memory) block{first};
            return;
        }
#endif
        ::operator delete(memory);
    }

private:
    struct block {
        block* next;
    };

    static constexpr std::size_t step = 8;
    static constexpr std::size_t largest = 512;

    /// Gives back what's kept when its thread ends. (What is released later than that is kept for nobody.)
    struct sweeper {
        ~sweeper()
        {
            for (block*& first : free_) {
                while (first) {
                    ::operator delete(std::exchange(first, first->next));
                }
            }
        }
    };

    // One for each thread, for all its loops. A block may be released in another thread than it was made in.
    inline static constinit thread_local std::array<block*, largest / step> free_{};
};

/// Gives a class its memory from the pool; one that's aligned more than the pool's blocks are, from the system.
struct pooled {
    static void* operator new(std::size_t size) { return pool::allocate(size); }
    static void operator delete(void* memory, std::size_t size) noexcept { pool::release(memory, size); }

    static void* operator new(std::size_t size, std::align_val_t alignment)
    {
        return ::operator new(size, alignment);
    }
    static void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept
    {
        ::operator delete(memory, alignment);
    }
};

}  // namespace aio::detail
