// Counts calls of `new` and the bytes in use.

#include <malloc.h>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "jobs.hpp"

namespace {
std::size_t in_use = 0;
std::size_t count = 0;
}  // namespace

namespace bench {

std::size_t bytes_in_use() noexcept
{
    return in_use;
}

std::size_t allocations() noexcept
{
    return count;
}

}  // namespace bench

void* operator new(std::size_t size)
{
    void* memory = std::malloc(size);
    if (!memory) {
        throw std::bad_alloc();
    }
    in_use += malloc_usable_size(memory);
    ++count;
    return memory;
}

void operator delete(void* memory) noexcept
{
    in_use -= memory ? malloc_usable_size(memory) : 0;
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept
{
    operator delete(memory);
}
