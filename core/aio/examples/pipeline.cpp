// A pipeline: each stage gets values from one queue and puts its results into the next. A queue holds one
// value, so the slowest stage sets the pace. When a stage ends, it shuts down the queue after it.
#include <aio/aio.hpp>

using numbers = aio::queue<int>;

aio::coro<> source(int count, numbers out)
{
    for (int n = 1; n <= count; ++n) {
        co_await out.put(n);
        aio::print("made", n);
    }
    out.shutdown();
}

template <class F>
aio::coro<> stage(std::string name, double seconds, F f, numbers in, numbers out)
{
    try {
        while (true) {
            const int value = co_await in.get();
            co_await aio::sleep(seconds);
            aio::print(name, value, "->", f(value));
            co_await out.put(f(value));
        }
    } catch (const aio::queue_shut_down&) {
        out.shutdown();
    }
}

aio::coro<int> sum(numbers in)
{
    int total = 0;
    try {
        while (true) {
            total += co_await in.get();
        }
    } catch (const aio::queue_shut_down&) {
    }
    co_return total;
}

aio::coro<> program()
{
    const numbers made(1), squared(1), halved(1);
    const auto square = [](int n) { return n * n; };
    const auto halve = [](int n) { return n / 2; };
    const auto results = co_await aio::gather(source(5, made), stage("square", 1, square, made, squared),
                                              stage("halve", 2, halve, squared, halved), sum(halved));
    aio::print("the sum is", std::get<3>(results));
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
