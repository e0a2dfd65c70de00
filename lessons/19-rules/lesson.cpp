// Mistakes with async and await, and what CPython says of each: the program of lesson.py, line for line, as
// coroutines on aio. C++ can't compile a text while it runs, and its compiler refuses to await what can't be
// awaited: for these, functions throw what CPython throws.
#include "aio/errors.hpp"
#include "aio/print.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/thread.hpp"
#include "lessons/rules/parameters.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace lessons::rules {

namespace {

struct syntax_error : aio::exception {
    using exception::exception;
    const char* type_name() const noexcept override { return "SyntaxError"; }
};

/// Throws what CPython's compile throws.
void compile(std::string_view text)
{
    if (text == "def f(): await g()") {
        throw syntax_error("'await' outside async function");
    }
    if (text == "await g()") {
        throw syntax_error("'await' outside function");
    }
    if (text == "yield 1") {
        throw syntax_error("'yield' outside function");
    }
    if (text == "async def f(): yield from g()") {
        throw syntax_error("'yield from' inside async function");
    }
    if (text == "async def f(): yield 1; return 2") {
        throw syntax_error("'return' with value in async generator");
    }
}

/// What CPython's await throws for an object of the type that it calls `type`.
aio::type_error not_awaitable(const std::string& type)
{
    return aio::type_error("'" + type + "' object can't be awaited");
}

/// The message from its last '> ' on.
std::string end_of(const aio::exception& error)
{
    const std::string message = error.what();
    const auto at = message.rfind("> ");
    return at == std::string::npos ? message : message.substr(at + 2);
}

}  // namespace

// listing
aio::coro<std::string> forecast(const parameters& p) {  //: forecast
    co_await aio::sleep(p.delay);  //: forecast-sleep
    co_return "snow in Oslo";
}

aio::coro<> fail() {  //: fail
    throw aio::os_error("no forecast today");
    co_return;
}

void ask_for_loop() {
    aio::loop::running();
}

aio::coro<> attempt(const parameters& p) {  //: attempt
    if (p.mistake == "forget await") {
        static_cast<void>(forecast(p));
    } else if (p.mistake == "forget the parentheses") {
        throw not_awaitable("function");
    } else if (p.mistake == "await a generator") {
        throw not_awaitable("async_generator");
    } else if (p.mistake == "await None") {
        aio::print("a plain function");
        throw not_awaitable("NoneType");
    } else if (p.mistake == "ask a thread for the loop") {
        co_await aio::to_thread(aio::named("ask_for_loop", ask_for_loop));  //: ask-thread
    } else if (p.mistake == "run inside run") {
        auto coro = forecast(p);
        coro.close();
        aio::loop other;
        aio::run(other, std::move(coro));
    } else if (p.mistake == "await another loop's future") {
        aio::loop other;
        co_await other.create_future();  //: await-other
    } else if (p.mistake == "drop a failing task") {
        aio::create_task(fail());
    } else {
        aio::print(co_await forecast(p));  //: await-forecast
    }
}

aio::coro<> main(const parameters& p) {  //: main
    try {
        compile(p.text);
        aio::print("the text compiles");
    } catch (const syntax_error& error) {
        aio::print("SyntaxError:", error.what());
    }
    try {
        co_await attempt(p);  //: await-attempt
    } catch (const aio::exception& error) {
        aio::print(std::string(error.type_name()) + ":", end_of(error));
    }
    co_await aio::sleep(p.delay);  //: sleep
    aio::print("main finished");
}
// end

}  // namespace lessons::rules
