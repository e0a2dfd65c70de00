// libFuzzer's target: see tests/fuzz/run.mjs.

#include <cstddef>
#include <cstdint>

#include "exercise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    tests::exercise({reinterpret_cast<const char*>(data), size});
    return 0;
}
