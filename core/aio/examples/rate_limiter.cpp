// A rate limiter: at most two calls start within any second. Each call acquires a permit from a semaphore,
// and a timer releases it one second later. Waiting calls start in the order in which they arrived.
#include <aio/aio.hpp>

class rate_limiter {
public:
    rate_limiter(int calls, double period) : permits_(calls), period_(period) {}

    aio::coro<> wait_for_turn()
    {
        co_await permits_.acquire();
        aio::loop::running().call_later(period_, [permits = permits_] { permits.release(); });
    }

private:
    aio::semaphore permits_;
    double period_;
};

aio::coro<> request(int number, rate_limiter& limiter)
{
    co_await limiter.wait_for_turn();
    aio::print("request", number, "begins");
    co_await aio::sleep(0.5);
    aio::print("request", number, "is answered");
}

aio::coro<> program()
{
    rate_limiter limiter(2, 1);
    co_await aio::with(aio::task_group(), [&](aio::task_group& group) -> aio::coro<> {
        for (int number = 1; number <= 6; ++number) {
            group.create_task(request(number, limiter));
            co_await aio::sleep(0.25);
        }
    });
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
