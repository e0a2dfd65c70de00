#include "trace/reader.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "../core/trace_of.hpp"
#include "aio/queue.hpp"
#include "format_of.hpp"
#include "trace/json.hpp"

using trace::kind;

namespace {

trace::log read_all(const std::string& text)
{
    trace::log l;
    CHECK(tests::read(text, l) == "");
    return l;
}

trace::log read_events(const std::string& events)
{
    return read_all(R"({"interleave":1,"events":[)" + events + "]}");
}

std::string complaint_about(const std::string& text)
{
    trace::log l;
    return tests::read(text, l);
}

aio::coro<> get(aio::queue<int> q)
{
    aio::print("got", co_await q.get());
}

aio::coro<> small_program()
{
    aio::queue<int> q(1);
    const auto t = aio::create_task(get(q));
    co_await aio::sleep(0.1);
    co_await q.put(7);
    co_await t;
}

}  // namespace

TEST_CASE("a file is read the same in pieces of any size, and each event is there as soon as it's complete")
{
    tests::trial t(small_program);
    t.finish();
    const std::string text = trace::write(t.events());
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U, 1000U}) {
        trace::log l;
        CHECK(tests::read(text, l, piece) == "");
        CHECK(l == t.events());
    }
    trace::log l;
    trace::reader r(l);
    std::size_t late = 0;
    std::size_t ends = 0;
    for (const char c : text) {
        r.feed({&c, 1});
        ends += c == '}' ? 1 : 0;
        late += l.size() < ends && ends <= t.events().size() ? 1 : 0;
    }
    CHECK(late == 0);
}

TEST_CASE("unknown kinds and fields are skipped, whatever they contain")
{
    const trace::log plain = read_events(R"({"t":1,"kind":"printed","text":"x"})");
    const trace::log rich = read_all(
        R"({"new":{"events":[1,{"t":2}],"title":"no"},"interleave":1,"events":[)"
        R"({"t":0,"kind":"thread_began","task":-1,"text":[[]]},)"
        R"({"t":1,"kind":"printed","text":"x","colour":{"text":"y","a":[1,[2]]},"n":null,"task":"no number"},)"
        R"({"kind":"value_changed"}],"more":[{}]})");
    CHECK(rich == plain);
    CHECK(
        complaint_about(R"({"interleave":1,"events":[{"kind":"thread_began"},{"kind":"callback_ended"}]})") ==
        "Event 2 (callback_ended at 0 s): no callback runs.");
}

TEST_CASE("a missing field is 0, empty or the first name; so is null; the last of two equal keys counts")
{
    const trace::log full = read_events(
        R"({"t":0,"kind":"task_created","by":0,"task":1,"older":"no","name":"","function":"","line":0,"file":""})");
    CHECK(read_events(R"({"kind":"task_created","task":1})") == full);
    CHECK(read_events(R"({"kind":"task_created","task":1,"line":null,"name":null,"older":null,"t":null})") ==
          full);
    CHECK(
        read_events(
            R"({"task":[],"line":5,"kind":"clock","name":7,"line":0,"name":"","kind":"task_created","task":1})") ==
        full);
    CHECK(read_events(R"({"kind":"task_created","task":1,"line":9,"line":null})") == full);
}

TEST_CASE("an unknown name is 'other' if its list has that")
{
    const trace::log l = read_events(
        R"({"kind":"task_created","task":1},{"kind":"task_stepped","task":1},)"
        R"({"kind":"task_suspended","task":1,"waits_for":"a socket"},{"kind":"reported","what":"news","text":"x"})");
    CHECK(l[2].detail == static_cast<std::uint8_t>(aio::wait_kind::other));
    CHECK(l[3].detail == static_cast<std::uint8_t>(aio::report::other));
}

TEST_CASE("a timer that never fires is null in a file, and infinity in a log")
{
    const trace::log l = read_events(R"({"kind":"timer_set","timer":1,"when":null},{"kind":"timer_set","timer":2})");
    CHECK(l[0].value == std::numeric_limits<double>::infinity());
    CHECK(l[1].value == 0);
    CHECK(tests::format_fault(l) == "");
}

TEST_CASE("the head is read before and after the events, and the writer's additions are kept")
{
    trace::log l;
    trace::reader r(l);
    CHECK(
        r.feed(
            R"({"x":{"a":[1.50,true,null,"\n"]},"title":"a","events":[],"clock":"real","hold_threshold":0.5,)"
            R"("y":-0,"title":"b","interleave":1})") == "");
    CHECK(r.finish() == "");
    CHECK(l.header == trace::header{"b", false, 0.5});
    CHECK(r.own() == R"("x":{"a":[1.50,true,null,"\u000a"]},"y":-0)");
    CHECK(
        trace::write(l, {r.own()}) ==
        R"({"interleave":1,"title":"b","clock":"real","hold_threshold":0.5,"x":{"a":[1.50,true,null,"\u000a"]},"y":-0,)"
        "\"events\":[\n]}");
}

TEST_CASE("additions that are too long are left out")
{
    trace::log l;
    trace::reader r(l);
    r.feed(R"({"interleave":1,"x":")" + std::string(trace::reader::most_own, 'x') +
           R"(","y":1,"events":[]})");
    CHECK(r.finish() == "");
    CHECK(r.own() == "");
}

TEST_CASE("an event has a bounded length, even if it's skipped")
{
    std::string text = R"({"interleave":1,"events":[{"kind":"clock","x":[0)";
    while (text.size() < trace::reader::most_event) {
        text += ",0";
    }
    CHECK(complaint_about(text + "]},7]}") == "Event 2: it must be an object.");
    CHECK(complaint_about(text + std::string(100, ' ') + R"(]},{"kind":"printed","text":"x"}]})") ==
          "Event 1: it's longer than 1048576 bytes.");
}

TEST_CASE("after an error, the same sentence is returned again, and nothing more is read")
{
    trace::log l;
    trace::reader r(l);
    const std::string wrong = r.feed(R"({"interleave":1,"events":[{"kind":"clock"},"x")");
    CHECK(wrong == "Event 2: it must be an object.");
    CHECK(r.feed(R"(,{"kind":"clock"}]})") == wrong);
    CHECK(r.finish() == wrong);
    CHECK(l.size() == 1);
}

TEST_CASE("texts that aren't UTF-8 are read with U+FFFD for each bad byte")
{
    const trace::log l = read_events("{\"kind\":\"printed\",\"text\":\"a\xff\xc3\"}");
    CHECK(l.text(l[0].text) == "a\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("a byte order mark before the file is skipped, in whatever pieces it comes")
{
    const std::string text = "\xef\xbb\xbf{\"interleave\":1,\"events\":[{\"kind\":\"clock\"}]}";
    for (const std::size_t piece : {1U, 2U, 3U, 100U}) {
        trace::log l;
        CHECK(tests::read(text, l, piece) == "");
        CHECK(l.size() == 1);
    }
    for (const std::size_t piece : {1U, 100U}) {
        trace::log l;
        CHECK(tests::read("\xef\xbb{\"interleave\":1,\"events\":[]}", l, piece) ==
              "The file isn't a trace: a trace is a JSON object.");
    }
    CHECK(complaint_about("\xef\xbb") == "The file is empty; a trace is a JSON object.");
    CHECK(complaint_about("{\xef\xbb\xbf") != "");
}

TEST_CASE("a file that is one endless word isn't called empty")
{
    CHECK(complaint_about("hello") == "The file isn't a trace: a trace is a JSON object.");
    CHECK(complaint_about("17") == "The file isn't a trace: a trace is a JSON object.");
    CHECK(complaint_about("") == "The file is empty; a trace is a JSON object.");
}
