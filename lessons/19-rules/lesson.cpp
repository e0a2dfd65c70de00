// What breaks a rule of async and await, and how CPython says so: the program of
// lesson.py, line for line, as coroutines on aio. What lies between the two comment
// lines below is the listing that the page shows; trailing marks pair its lines
// with lesson.py's. C++ can neither compile a text nor evaluate one while it runs:
// two functions give what CPython gives.
#include "aio/async_generator.hpp"
#include "aio/errors.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/locals.hpp"
#include "lessons/rules/parameters.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lessons::rules {

namespace {

using value = std::optional<int>;  // printed as None where there is none

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

}  // namespace

// listing
aio::coro<value> nothing() {  //: nothing
    co_return std::nullopt;
}

aio::coro<value> answer() {  //: answer
    co_return 42;
}

aio::coro<value> pause(const parameters& p) {  //: pause
    co_await aio::sleep(p.delay);  //: pause-sleep
    co_return std::nullopt;
}

aio::async_generator<int> numbers() {
    co_yield 1;
}

aio::coro<value> eval(const parameters& p) {
    if (p.expression == "answer()") return answer();
    if (p.expression == "nothing()") return nothing();
    if (p.expression == "pause()") return pause(p);
    if (p.expression == "numbers()") throw not_awaitable("async_generator");
    if (p.expression == "answer") throw not_awaitable("function");
    aio::blocking_sleep(1);
    throw not_awaitable("NoneType");
}

aio::coro<> attempt(const parameters& p) {  //: attempt
    co_await aio::sleep(p.delay);  //: attempt-sleep
    aio::print(co_await eval(p));  //: attempt-await
}

aio::coro<> main(const parameters& p) {  //: main
    try {
        compile(p.text);
        aio::print("the text compiles");  //: print-compiles
    } catch (const syntax_error& error) {
        aio::print("SyntaxError:", error.what());  //: print-syntax-error
    }
    auto task = aio::create_task(attempt(p));
    locals here;  //-
    here.set_text("task", task.get_name());  //-
    try {
        co_await task;  //: await-task
    } catch (const aio::type_error& error) {
        aio::print("TypeError:", error.what());  //: print-type-error
    }
    co_await pause(p);  //: await-pause
    aio::print("main goes on");  //: print-goes-on
}
// end

}  // namespace lessons::rules
