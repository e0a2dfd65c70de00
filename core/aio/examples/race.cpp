// A race for the first answer: asks three mirrors at the same time, uses the first answer, and cancels the
// others. A cancelled task may need time to clean up, so the race waits until all of them have ended.
#include <aio/aio.hpp>

using answer = aio::task<std::string>;

aio::coro<std::string> ask(std::string mirror, double seconds)
{
    try {
        co_await aio::sleep(seconds);
    } catch (const aio::cancelled_error&) {
        aio::print(mirror, "hangs up");
        throw;
    }
    co_return "hello from " + mirror;
}

aio::coro<std::string> first_of(std::vector<answer> answers)
{
    const auto [done, pending] =
        co_await aio::wait(answers, {.return_when = aio::return_when::first_completed});
    for (const answer& late : pending) {
        late.cancel();
    }
    co_await aio::gather(pending, aio::return_exceptions);
    co_return done.front().result();
}

aio::coro<> program()
{
    std::vector<answer> answers;
    answers.push_back(aio::create_task(ask("Oslo", 3), "Oslo"));
    answers.push_back(aio::create_task(ask("Lima", 1), "Lima"));
    answers.push_back(aio::create_task(ask("Kobe", 2), "Kobe"));
    aio::print(co_await first_of(std::move(answers)));
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
