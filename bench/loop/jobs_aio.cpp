// The jobs on aio.

#include <optional>
#include <vector>

#include "aio/gather.hpp"
#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"
#include "jobs.hpp"
#include "trace/recorder.hpp"

namespace bench::aio_jobs {

namespace {

aio::coro<> turns(int count)
{
    for (int i = 0; i < count; ++i) {
        co_await aio::sleep(0);
    }
}

aio::coro<> trip(int n)
{
    std::vector<aio::coro<>> all;
    for (int i = 0; i < trip_tasks; ++i) {
        all.push_back(turns(n / trip_tasks));
    }
    co_await aio::gather(std::move(all));
}

aio::coro<int> child()
{
    co_await aio::sleep(0);
    co_return 1;
}

aio::coro<> spawn(int n, std::int64_t& sum)
{
    for (int batch = 0; batch < n / spawn_batch; ++batch) {
        std::vector<aio::coro<int>> all;
        all.reserve(spawn_batch);
        for (int i = 0; i < spawn_batch; ++i) {
            all.push_back(child());
        }
        for (const int one : co_await aio::gather(std::move(all))) {
            sum += one;
        }
    }
}

aio::coro<> produce(aio::queue<int>& queue, int count)
{
    for (int i = 0; i < count; ++i) {
        co_await queue.put(i);
    }
}

aio::coro<> consume(aio::queue<int>& queue, int count, std::int64_t& sum)
{
    for (int i = 0; i < count; ++i) {
        sum += co_await queue.get();
    }
}

aio::coro<> ping_pong(int n, std::int64_t& sum)
{
    aio::queue<int> queue(1);
    co_await aio::gather(produce(queue, n), consume(queue, n, sum));
}

aio::coro<> ten_and_ten(int n, std::int64_t& sum)
{
    aio::queue<int> queue(queue_size);
    std::vector<aio::coro<>> all;
    for (int i = 0; i < 10; ++i) {
        all.push_back(produce(queue, n / 10));
    }
    for (int i = 0; i < 10; ++i) {
        all.push_back(consume(queue, n / 10, sum));
    }
    co_await aio::gather(std::move(all));
}

aio::coro<> sleeper(double delay)
{
    co_await aio::sleep(delay);
}

aio::coro<> timers(int n)
{
    for (int batch = 0; batch < n / timer_batch; ++batch) {
        std::vector<aio::coro<>> all;
        all.reserve(timer_batch);
        for (int i = 0; i < timer_batch; ++i) {
            all.push_back(sleeper(delay_of(i)));
        }
        co_await aio::gather(std::move(all));
    }
}

aio::coro<int> chain_of(int depth)
{
    if (depth == 0) {
        co_return 1;
    }
    co_return co_await chain_of(depth - 1) + 1;
}

aio::coro<> chain(int n, std::int64_t& sum)
{
    for (int i = 0; i < n / chain_depth; ++i) {
        sum += co_await chain_of(chain_depth);
    }
}

aio::coro<std::int64_t> waiter(aio::future<int> event, int a, std::int64_t b)
{
    co_await event;
    co_return a + b;
}

aio::coro<> suspended(int n, std::size_t& bytes)
{
    aio::future<int> event;
    std::vector<aio::task<std::int64_t>> tasks;
    tasks.reserve(static_cast<std::size_t>(n));
    const std::size_t before = bytes_in_use();
    for (int i = 0; i < n; ++i) {
        tasks.push_back(aio::create_task(waiter(event, i, i)));
    }
    co_await aio::sleep(0);
    bytes = bytes_in_use() - before;
    event.set_result(0);
    for (const auto& t : tasks) {
        co_await t;
    }
}

std::size_t recorded = 0;

void drive(aio::coro<> main, bool traced)
{
    trace::log log;
    trace::recorder recorder(log);
    aio::loop loop(traced ? &recorder : nullptr);
    aio::run(loop, std::move(main));
    recorded = log.size();
}

}  // namespace

std::size_t events()
{
    return recorded;
}

std::int64_t run_trip(int n, bool traced)
{
    drive(trip(n), traced);
    return n;
}

std::int64_t run_spawn(int n, bool traced)
{
    std::int64_t sum = 0;
    drive(spawn(n, sum), traced);
    return sum;
}

std::int64_t run_ping_pong(int n, bool traced)
{
    std::int64_t sum = 0;
    drive(ping_pong(n, sum), traced);
    return sum;
}

std::int64_t run_ten_and_ten(int n, bool traced)
{
    std::int64_t sum = 0;
    drive(ten_and_ten(n, sum), traced);
    return sum;
}

std::int64_t run_timers(int n, bool traced)
{
    drive(timers(n), traced);
    return n;
}

std::int64_t run_chain(int n, bool traced)
{
    std::int64_t sum = 0;
    drive(chain(n, sum), traced);
    return sum;
}

std::size_t run_memory(int n)
{
    std::size_t bytes = 0;
    drive(suspended(n, bytes), false);
    return bytes;
}

}  // namespace bench::aio_jobs
