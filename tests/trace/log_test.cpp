#include "trace/log.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using trace::event;
using trace::kind;

namespace {

event printed(std::uint32_t text, double time = 0)
{
    event e;
    e.kind = kind::printed;
    e.text = text;
    e.time = time;
    return e;
}

event created(std::uint32_t name, std::uint32_t function, std::uint32_t file = 0)
{
    event e;
    e.kind = kind::task_created;
    e.task = 1;
    e.text = name;
    e.other = function;
    e.file = file;
    return e;
}

}  // namespace

TEST_CASE("a text has one index, the empty text has 0, and each keeps its address as others are added")
{
    trace::log l;
    CHECK(l.intern("") == 0);
    const std::uint32_t a = l.intern("a");
    const std::string* const place = &l.text(a);
    for (int i = 0; i != 1000; ++i) {
        l.intern(std::to_string(i));
    }
    CHECK(l.intern("a") == a);
    CHECK(&l.text(a) == place);
    CHECK(l.texts() == 1002);
}

TEST_CASE("bytes that aren't UTF-8 become U+FFFD, and the text equals one with U+FFFD")
{
    trace::log l;
    const std::uint32_t odd = l.intern("a\xff"
                                       "b\xc0\x80");
    CHECK(l.text(odd) == "a\xef\xbf\xbd"
                         "b\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(l.intern(l.text(odd)) == odd);
    CHECK(l.text(l.intern("ä…😀")) == "ä…😀");
}

TEST_CASE("a copy is equal and independent; it finds its own texts")
{
    trace::log a;
    a.header.title = "title";
    a.append(printed(a.intern("x")));
    trace::log b = a;
    CHECK(b == a);
    CHECK(b.intern("x") == a.intern("x"));
    CHECK(&b.text(1) != &a.text(1));
    b.append(printed(b.intern("y")));
    CHECK_FALSE(b == a);
    CHECK(a.size() == 1);
    CHECK(a.texts() == 2);
    b = a;
    CHECK(b == a);
    const trace::log c = std::move(b);
    CHECK(c == a);
}

TEST_CASE("logs are compared by their texts' content, not by their texts' numbers")
{
    trace::log a;
    a.append(created(a.intern("name"), a.intern("function"), a.intern("file")));
    trace::log b;
    b.intern("something else");
    b.append(created(b.intern("name"), b.intern("function"), b.intern("file")));
    CHECK(a == b);
    trace::log c;
    c.append(created(c.intern("function"), c.intern("name"), c.intern("file")));
    CHECK_FALSE(a == c);
    trace::log d;
    d.append(created(d.intern("name"), d.intern("function")));
    CHECK_FALSE(a == d);
    b.header.virtual_clock = false;
    CHECK_FALSE(a == b);
}

TEST_CASE("a number that isn't a text is compared as a number")
{
    const auto got = [](std::uint32_t item) {
        trace::log l;
        l.intern("a");
        event e;
        e.kind = kind::item_got;
        e.other = item;
        l.append(e);
        return l;
    };
    CHECK(got(1) == got(1));
    CHECK_FALSE(got(1) == got(2));
    CHECK(got(77) == got(77));
}

TEST_CASE("events are counted up to a time, within the clock's resolution")
{
    trace::log l;
    CHECK(l.count_until(1) == 0);
    for (const double time : {0.0, 0.1 + 0.2, 0.5, 0.5}) {
        l.append(printed(0, time));
    }
    CHECK(l.count_until(-1) == 0);
    CHECK(l.count_until(0) == 1);
    CHECK(l.count_until(0.3) == 2);
    CHECK(l.count_until(0.4999) == 2);
    CHECK(l.count_until(0.5) == 4);
    CHECK(l.count_until(1e300) == 4);
}
