#include "aio/str.hpp"

#include "../core/trace_of.hpp"
#include "aio/exception_group.hpp"
#include "aio/gather.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

template <class E>
std::exception_ptr make(const char* message)
{
    return std::make_exception_ptr(E(message));
}

}  // namespace

TEST_CASE("a list shows its parts with repr: strings in quotes, unprintable characters as escapes")
{
    const auto main = []() -> coro<void> {
        print("it's", std::vector<std::string>{"it's", "\"quoted\"", "both ' and \"", "a\\b\n\t\r\x01\x7f", ""});
        print(std::vector<double>{1, 0.1, 1e16}, std::vector<bool>{}, std::vector{std::vector{1, 2}, {}});
        print(std::tuple(1, "a", 2.5), std::tuple(1), std::tuple(), std::pair("b", true));
        print(std::optional<std::string>("as it is"), std::optional<int>(), std::monostate());
        print(std::vector{std::optional<std::string>("in a list"), std::optional<std::string>()});
        co_return;
    };
    check_same(main, {R"py(
        async def main():
            print("it's", ["it's", "\"quoted\"", "both ' and \"", "a\\b\n\t\r\x01\x7f", ""])
            print([1.0, 0.1, 1e16], [], [[1, 2], []])
            print((1, "a", 2.5), (1,), (), ("b", True))
            print("as it is", None, None)
            print(["in a list", None])
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 it's ["it's", '"quoted"', 'both \' and "', 'a\\b\n\t\r\x01\x7f', '']
        0 task=Task-1 [1.0, 0.1, 1e+16] [] [[1, 2], []]
        0 task=Task-1 (1, 'a', 2.5) (1,) () ('b', True)
        0 task=Task-1 as it is None None
        0 task=Task-1 ['in a list', None]
        0 done Task-1
    )"});
}

TEST_CASE("the results of a gather can be printed, including exceptions and cancellations")
{
    const auto give = [](int value) -> coro<int> {
        co_await aio::sleep(value);
        if (value == 2) {
            throw aio::value_error("two");
        }
        if (value == 3) {
            throw aio::timeout_error();
        }
        co_return value;
    };
    const auto main = [&]() -> coro<void> {
        std::vector<aio::task<int>> tasks;
        for (int i = 1; i != 6; ++i) {
            tasks.push_back(aio::create_task(give(i)));
        }
        tasks[3].cancel("message");
        tasks[4].cancel();
        print(co_await aio::gather(tasks, aio::return_exceptions));
        print(co_await aio::gather(std::vector{tasks[0], tasks[0]}));
    };
    check_same(main, {R"py(
        async def give(value):
            await asyncio.sleep(value)
            if value == 2:
                raise ValueError("two")
            if value == 3:
                raise TimeoutError
            return value
        async def main():
            tasks = [asyncio.create_task(give(i)) for i in range(1, 6)]
            tasks[3].cancel("message")
            tasks[4].cancel()
            print(await asyncio.gather(*tasks, return_exceptions=True))
            print(await asyncio.gather(tasks[0], tasks[0]))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 create Task-6
        0 cancel Task-5
        0 cancel Task-6
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 cancelled Task-5
        0 step Task-6
        0 cancelled Task-6
        1 step Task-2
        1 done Task-2
        2 step Task-3
        2 failed Task-3 ValueError
        3 step Task-4
        3 failed Task-4 TimeoutError
        3 step Task-1
        3 task=Task-1 [1, ValueError('two'), TimeoutError(), CancelledError(''), CancelledError('')]
        3 task=Task-1 [1, 1]
        3 done Task-1
    )"});
}

TEST_CASE("an exception prints as its message, and in a list as its type and message")
{
    const auto main = []() -> coro<void> {
        const auto group = aio::make_exception_group(
            "outer", {make<aio::value_error>("it's"),
                      aio::make_exception_group("inner", {std::make_exception_ptr(aio::type_error())})});
        print(make<aio::value_error>("it's"), group);
        print(std::vector{make<aio::value_error>("it's"), group});
        print(std::vector{std::make_exception_ptr(aio::cancelled_error()), make<aio::cancelled_error>("m")});
        co_return;
    };
    check_same(main, {R"py(
        async def main():
            group = ExceptionGroup("outer", [ValueError("it's"), ExceptionGroup("inner", [TypeError()])])
            print(ValueError("it's"), group)
            print([ValueError("it's"), group])
            print([asyncio.CancelledError(), asyncio.CancelledError("m")])
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 it's outer (2 sub-exceptions)
        0 task=Task-1 [ValueError("it's"), ExceptionGroup('outer', [ValueError("it's"), ExceptionGroup('inner', [TypeError()])])]
        0 task=Task-1 [CancelledError(), CancelledError('m')]
        0 done Task-1
    )"});
}

TEST_CASE("an exception is shown with its argument")
{
    const auto main = []() -> coro<void> {
        const auto shown = [](auto error) {
            const auto held = std::make_exception_ptr(error);
            aio::print(aio::repr(held), aio::repr(aio::str(held)));
        };
        shown(aio::value_error(1));
        shown(aio::value_error("1"));
        shown(aio::value_error(""));
        shown(aio::value_error());
        shown(aio::key_error("a"));
        shown(aio::key_error(1));
        shown(aio::lookup_error("it's"));
        shown(aio::index_error("out of range"));
        shown(aio::os_error("no"));
        shown(aio::connection_error());
        shown(aio::assertion_error("x < y"));
        shown(aio::not_implemented_error());
        shown(aio::arithmetic_error(-3));
        shown(aio::zero_division_error("division by zero"));
        try {
            throw aio::timeout_error();
        } catch (const aio::os_error&) {
            aio::print("a TimeoutError is an OSError");
        }
        try {
            throw aio::key_error("a");
        } catch (const aio::lookup_error&) {
            aio::print("a KeyError is a LookupError");
        }
        throw aio::key_error("nobody has it");
        co_return;
    };
    check_same(main, {R"py(
        async def main():
            def shown(error):
                print(repr(error), repr(str(error)))
            shown(ValueError(1))
            shown(ValueError("1"))
            shown(ValueError(""))
            shown(ValueError())
            shown(KeyError("a"))
            shown(KeyError(1))
            shown(LookupError("it's"))
            shown(IndexError("out of range"))
            shown(OSError("no"))
            shown(ConnectionError())
            shown(AssertionError("x < y"))
            shown(NotImplementedError())
            shown(ArithmeticError(-3))
            shown(ZeroDivisionError("division by zero"))
            try:
                raise TimeoutError
            except OSError:
                print("a TimeoutError is an OSError")
            try:
                raise KeyError("a")
            except LookupError:
                print("a KeyError is a LookupError")
            raise KeyError("nobody has it")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 ValueError(1) '1'
        0 task=Task-1 ValueError('1') '1'
        0 task=Task-1 ValueError('') ''
        0 task=Task-1 ValueError() ''
        0 task=Task-1 KeyError('a') "'a'"
        0 task=Task-1 KeyError(1) '1'
        0 task=Task-1 LookupError("it's") "it's"
        0 task=Task-1 IndexError('out of range') 'out of range'
        0 task=Task-1 OSError('no') 'no'
        0 task=Task-1 ConnectionError() ''
        0 task=Task-1 AssertionError('x < y') 'x < y'
        0 task=Task-1 NotImplementedError() ''
        0 task=Task-1 ArithmeticError(-3) '-3'
        0 task=Task-1 ZeroDivisionError('division by zero') 'division by zero'
        0 task=Task-1 a TimeoutError is an OSError
        0 task=Task-1 a KeyError is a LookupError
        0 failed Task-1 KeyError
        0 task=- KeyError: 'nobody has it'
    )"});
}
