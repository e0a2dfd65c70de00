#include "aio/detail/moments.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using aio::detail::moments;

namespace {

void run(moments& m)
{
    while (m.next() != moments::never) {
        m.go_on();
    }
}

}  // namespace

TEST_CASE("things happen in the order of time, of rank, of adding")
{
    moments m;
    std::string order;
    const auto add = [&](double when, std::uint64_t first, std::uint64_t second, char letter) {
        m.add(when, {first, second}, [&order, letter] { order += letter; });
    };
    add(2, 1, 0, 'g');
    add(1, 2, 0, 'e');
    add(1, 1, 1, 'b');
    add(1, 1, 1, 'c');
    add(1, 1, 2, 'd');
    add(1, 2, 0, 'f');
    add(0, 9, 9, 'a');
    CHECK(m.next() == 0);
    run(m);
    CHECK(order == "abcdefg");
    CHECK(m.next() == moments::never);
}

TEST_CASE("something that happens may add something at the same moment")
{
    moments m;
    std::string order;
    m.add(1, {1}, [&] {
        order += "a";
        m.add(1, {2}, [&] { order += "c"; });
        m.add(1, {1}, [&] { order += "b"; });
    });
    m.add(1, {3}, [&] { order += "d"; });
    run(m);
    CHECK(order == "abcd");
}

TEST_CASE("clear drops everything, including what destructors add during it")
{
    moments m;
    bool called = false;
    {
        const std::shared_ptr<int> adds(new int, [&](int* n) {
            delete n;
            m.add(1, {}, [&called] { called = true; });
        });
        m.add(1, {}, [adds] {});
    }
    m.clear();
    CHECK(m.next() == moments::never);
    CHECK_FALSE(called);
}
