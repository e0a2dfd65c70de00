// Producers put random letters into a queue, and consumers get them. The queue holds two items, so producers
// that are too fast wait. Shutting the queue down ends the consumers once it's empty.
#include <aio/aio.hpp>

using letter_queue = aio::queue<char>;

aio::coro<> produce(letter_queue letters)
{
    for (int n = 0; n != 4; ++n) {
        co_await aio::sleep(aio::random::uniform(0, 2));
        const char letter = aio::random::choice(std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        co_await letters.put(letter);
        aio::print("put", std::string(1, letter));
    }
}

aio::coro<> consume(letter_queue letters)
{
    try {
        while (true) {
            const char letter = co_await letters.get();
            aio::print("got", std::string(1, letter));
            co_await aio::sleep(aio::random::uniform(0, 4));
        }
    } catch (const aio::queue_shut_down&) {
        aio::print("no more letters");
    }
}

aio::coro<> program()
{
    aio::random::seed(1);
    const letter_queue letters(2);
    const auto producers = aio::gather(produce(letters), produce(letters), produce(letters));
    const auto consumers = aio::gather(consume(letters), consume(letters));
    co_await producers;
    letters.shutdown();
    co_await consumers;
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
