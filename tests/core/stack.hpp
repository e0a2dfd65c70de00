#pragma once
// Where the machine's stack ends at the moment: the same place, as long as nothing leaks stack.

#include <cstdint>

#ifdef __EMSCRIPTEN__
#include <emscripten/stack.h>
#endif

namespace tests {

#ifdef __EMSCRIPTEN__
inline std::uintptr_t stack_pointer()
{
    return emscripten_stack_get_current();
}
#else
[[gnu::noinline]] inline std::uintptr_t stack_pointer()
{
    return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
}
#endif

}  // namespace tests
