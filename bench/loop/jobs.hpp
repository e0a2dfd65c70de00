#pragma once
// The jobs that every peer does, and the numbers that make them the same. bench/loop/*.mjs and
// asyncio_jobs.py do the same jobs. Each returns a sum that depends on all of the work, so that the compiler
// can't remove any.

#include <cstddef>
#include <cstdint>

namespace bench {

inline constexpr int trip_tasks = 100;     // tasks that take turns
inline constexpr int spawn_batch = 1000;   // tasks gathered at once; each takes one turn
inline constexpr int timer_batch = 10000;  // sleeping tasks gathered at once
inline constexpr int queue_size = 10;      // maxsize with 10 producers and 10 consumers
inline constexpr int chain_depth = 50;     // nested awaits

/// A delay for each timer of a batch: all different and unordered.
inline double delay_of(int i)
{
    return 1 + static_cast<double>((static_cast<std::int64_t>(i) * 7919) % timer_batch) * 1e-3;
}

/// Bytes that `new` has allocated and that haven't been freed.
std::size_t bytes_in_use() noexcept;
/// How often `new` was called.
std::size_t allocations() noexcept;

// n is the number of operations: turns, tasks, items, timers, await levels, suspended tasks.
namespace limit_jobs {
std::int64_t run_trip(int n);
std::int64_t run_spawn(int n);
std::int64_t run_ping_pong(int n);
std::int64_t run_ten_and_ten(int n);
std::int64_t run_timers(int n);
std::int64_t run_chain(int n);
std::size_t run_memory(int n);
}  // namespace limit_jobs

/// The same on aio, with a recorder if `traced`.
namespace aio_jobs {
std::int64_t run_trip(int n, bool traced);
std::int64_t run_spawn(int n, bool traced);
std::int64_t run_ping_pong(int n, bool traced);
std::int64_t run_ten_and_ten(int n, bool traced);
std::int64_t run_timers(int n, bool traced);
std::int64_t run_chain(int n, bool traced);
std::size_t run_memory(int n);
/// The number of events that the last job recorded; 0 if it wasn't traced.
std::size_t events();
}  // namespace aio_jobs

}  // namespace bench
