#pragma once
// Memory for coroutine frames and tasks. Small blocks are kept for reuse, because programs make and drop many
// of the same size. Under AddressSanitizer every block comes from the system, so that it sees them all.

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

    /// Frees the kept blocks when the thread ends. (Blocks that are released even later are leaked.)
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

    // One for each thread, for all its loops. A block may be released in another thread than the one that
    // allocated it.
    inline static constinit thread_local std::array<block*, largest / step> free_{};
};

/// Allocates a class from the pool, or, if it's aligned more strictly than the pool's blocks, from the
/// system.
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
