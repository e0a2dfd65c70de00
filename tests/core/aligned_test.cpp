// What's aligned more than usual stays so in what the library keeps for a program.

#include <array>
#include <cstdint>

#include "aio/executor.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::loop;

namespace {

struct alignas(64) wide {
    std::array<char, 64> bytes{};
    bool in_place() const { return reinterpret_cast<std::uintptr_t>(this) % alignof(wide) == 0; }
};

}  // namespace

TEST_CASE("over-aligned results, arguments and captures are aligned")
{
    const wide captured;
    int count = 0;
    const auto child = [captured, &count](const wide& w) -> coro<void> {
        count += captured.in_place() && w.in_place();
        co_return;
    };
    // Not in a coroutine, whose frame doesn't align what it holds.
    const auto begin = [&] {
        loop& l = loop::running();
        const aio::future<wide> f;
        f.set_result();
        count += f.value()->in_place();
        f.add_done_callback([captured, &count](const aio::future<wide>&) { count += captured.in_place(); });
        l.call_soon([&count](const wide& w) { count += w.in_place(); }, wide());
        l.run_in_executor(nullptr, [captured, &count] { count += captured.in_place(); });
        aio::create_task(child, wide());
    };
    const auto main = [&]() -> coro<void> {
        for (int i = 0; i != 20; ++i) {
            begin();
            co_await aio::sleep(1);
        }
    };
    tests::trial(main).finish();
    CHECK(count == 100);
}
