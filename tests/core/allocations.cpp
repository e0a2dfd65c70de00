// The program's own new and delete, which count. Arrays are left out: the sanitizers keep those to
// themselves.
#include "allocations.hpp"

#include <cstdlib>
#include <new>

namespace {
std::size_t live = 0;
std::size_t made = 0;
}  // namespace

std::size_t tests::live_allocations() noexcept
{
    return live;
}

std::size_t tests::allocations_made() noexcept
{
    return made;
}

void* operator new(std::size_t size)
{
    void* const block = std::malloc(size ? size : 1);
    if (!block) {
        std::abort();
    }
    ++live;
    ++made;
    return block;
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    return operator new(size);
}

void operator delete(void* block) noexcept
{
    live -= block ? 1 : 0;
    std::free(block);
}

void operator delete(void* block, std::size_t) noexcept
{
    operator delete(block);
}

void operator delete(void* block, const std::nothrow_t&) noexcept
{
    operator delete(block);
}
