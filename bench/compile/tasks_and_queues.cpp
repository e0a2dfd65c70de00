// A small file that uses tasks and queues, for bench/compile.mjs.

#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"

namespace {

aio::coro<> produce(aio::queue<int> numbers)
{
    for (int n = 0; n != 10; ++n) {
        co_await numbers.put(n);
    }
    numbers.shutdown();
}

aio::coro<int> consume(aio::queue<int> numbers)
{
    int sum = 0;
    while (!numbers.empty()) {
        sum += co_await numbers.get();
        co_await aio::sleep(1);
    }
    co_return sum;
}

aio::coro<int> program()
{
    const aio::queue<int> numbers(2);
    const auto producer = aio::create_task(produce(numbers));
    const auto consumer = aio::create_task(consume(numbers));
    co_await producer;
    co_return co_await consumer;
}

}  // namespace

int main()
{
    aio::loop loop;
    return aio::run(loop, program());
}
