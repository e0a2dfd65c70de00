#include "aio/print.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using aio::str;
using tests::check_same;

TEST_CASE("numbers are written with the shortest digits that read back as the same, as repr() has them")
{
    const auto main = []() -> coro<void> {
        print(0.0, -0.0, 1.0, 0.1, -2.5, 1e15, 123456789012345680.0, 1e16, 1e22, 1e23);
        print(0.0001, 0.00001, 1.5e-7, 0.1 + 0.2, 1.0 / 3.0, 2.0 / 3.0, 100.0, 1234.5);
        print(5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 9007199254740993.0);
        print(5.684341886080802e-14, 4.35, 8.41e21, 299792458.0, 1e100, 6.02214076e23);
        print(std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity());
        print(std::numeric_limits<double>::quiet_NaN());
        co_return;
    };
    check_same(main, {R"py(
        async def main():
            print(0.0, -0.0, 1.0, 0.1, -2.5, 1e15, 123456789012345680.0, 1e16, 1e22, 1e23)
            print(0.0001, 0.00001, 1.5e-7, 0.1 + 0.2, 1.0 / 3.0, 2.0 / 3.0, 100.0, 1234.5)
            print(5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 9007199254740993.0)
            print(5.684341886080802e-14, 4.35, 8.41e21, 299792458.0, 1e100, 6.02214076e23)
            print(float("inf"), -float("inf"))
            print(float("nan"))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 0.0 -0.0 1.0 0.1 -2.5 1000000000000000.0 1.2345678901234568e+17 1e+16 1e+22 1e+23
        0 task=Task-1 0.0001 1e-05 1.5e-07 0.30000000000000004 0.3333333333333333 0.6666666666666666 100.0 1234.5
        0 task=Task-1 5e-324 2.2250738585072014e-308 1.7976931348623157e+308 9007199254740992.0
        0 task=Task-1 5.684341886080802e-14 4.35 8.41e+21 299792458.0 1e+100 6.02214076e+23
        0 task=Task-1 inf -inf
        0 task=Task-1 nan
        0 done Task-1
    )"});
}

TEST_CASE("arguments are separated by a space; a custom end leaves the line open for the next print")
{
    const auto other = []() -> coro<void> {
        aio::print_end("-", "b");
        co_await aio::sleep(2);
        aio::print_end("", "d\ne");
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(other());
        aio::print_end("", "a");
        co_await aio::sleep(1);
        print("c", 1, true, false, -7, std::string("text"), std::string_view("view"));
        co_await task;
        print();
        print("x\n.\ny");
        aio::print_end("", "never ended");
    };
    check_same(main, {R"py(
        async def other():
            print("b", end="-")
            await asyncio.sleep(2)
            print("d\ne", end="")
        async def main():
            task = asyncio.create_task(other())
            print("a", end="")
            await asyncio.sleep(1)
            print("c", 1, True, False, -7, "text", "view")
            await task
            print()
            print("x\n.\ny")
            print("never ended", end="")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 task=Task-1 ab-c 1 True False -7 text view
        2 step Task-2
        2 task=Task-2 d
        2 done Task-2
        2 step Task-1
        2 task=Task-1 e
        2 task=Task-1 x
        2 task=Task-1 .
        2 task=Task-1 y
        2 done Task-1
    )"});
}

TEST_CASE("whole numbers of every width are written in full")
{
    CHECK(str(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(str(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(str(short{-5}) == "-5");
    CHECK(str(true) == "True");
}

TEST_CASE("the shortest digits read back as the same number")
{
    std::size_t wrong = 0;
    std::uint64_t bits = 1;
    for (int i = 0; i != 20000; ++i) {
        bits = bits * 6364136223846793005U + 1442695040888963407U;
        double value = 0;
        static_assert(sizeof value == sizeof bits);
        std::memcpy(&value, &bits, sizeof value);
        if (std::isfinite(value)) {
            wrong += std::strtod(str(value).c_str(), nullptr) != value;
        }
    }
    CHECK(wrong == 0);
}
