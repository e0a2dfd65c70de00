// A trace as Perfetto reads it: the whole file of a small program. tests/lessons/perfetto.test.mjs holds
// every lesson's against the rules.

#include "trace/perfetto.hpp"

#include <regex>

#include "aio/gather.hpp"
#include "aio/queue.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::create_task;

namespace {

std::string file_of(const trace::log& l)
{
    trace::history h(l);
    h.follow();
    return trace::perfetto(h);
}

std::string file_of(tests::main_function main)
{
    tests::trial t(std::move(main));
    return file_of(t.finish().events());
}

// Those of the file's lines that have `part`, without what all of them have, and without lines of this
// source.
std::string lines_with(const std::string& file, std::string_view part)
{
    std::string found = "\n";
    for (std::size_t from = 0; from < file.size();) {
        const std::size_t end = std::min(file.find('\n', from), file.size());
        std::string line = file.substr(from, end - from);
        if (line.find(part) != std::string::npos) {
            const std::string_view all = "\"pid\":1,";
            line.erase(line.find(all), all.size());
            line = std::regex_replace(line, std::regex("\"line\":[0-9]+"), "\"line\":_");
            found += line.substr(0, line.find_last_of('}') + 1) + "\n";
        }
        from = end + 1;
    }
    return found;
}

coro<void> gives(aio::queue<int>& q)
{
    co_await aio::sleep(1.5);
    q.put_nowait(7);
}

coro<void> takes(aio::queue<int>& q)
{
    co_await q.get();
}

coro<void> gives_and_takes()
{
    aio::queue<int> q;
    const auto taker = create_task(takes(q), "taker");
    const auto giver = create_task(gives(q), "giver");
    co_await taker;
    co_await giver;
}

coro<void> fails()
{
    aio::blocking_sleep(0.25);
    co_await aio::sleep(1);
    throw aio::value_error("no");
}

}  // namespace

TEST_CASE("a flow leads from the step in which an item is put to the step of the task that waited for it")
{
    const std::string file = file_of(gives_and_takes);
    CHECK(lines_with(file, "\"cause\":\"put\"") == R"(
{"ph":"X","tid":3,"name":"running","ts":1500000.016,"dur":0.003,"bind_id":"0x3","flow_in":true,"args":{"from":1.5,"to":1.5,"cause":"put"}}
{"ph":"X","tid":4,"name":"wakes taker","ts":1500000.010,"dur":0.001,"bind_id":"0x3","flow_out":true,"args":{"at":1.5,"cause":"put","item":"7"}}
)");
}

TEST_CASE("a queue's size and the length of the ready queue are counters")
{
    const std::string file = file_of(gives_and_takes);
    CHECK(lines_with(file, "\"items\":") == R"(
{"ph":"C","tid":1,"name":"queue","ts":0.005,"args":{"items":0}}
{"ph":"C","tid":1,"name":"queue","ts":1500000.010,"args":{"items":1}}
{"ph":"C","tid":1,"name":"queue","ts":1500000.018,"args":{"items":0}}
)");
    CHECK(lines_with(file, "\"callbacks\":2}") == R"(
{"ph":"C","tid":1,"name":"ready queue","ts":0.009,"args":{"callbacks":2}}
)");
}

TEST_CASE("a task has a thread with its states, which follow each other, and a slice where it ends")
{
    const std::string file = file_of(fails);
    CHECK(lines_with(file, "\"tid\":2") == R"(
{"ph":"M","tid":2,"name":"thread_name","args":{"name":"Task-1"}}
{"ph":"M","tid":2,"name":"thread_sort_index","args":{"sort_index":2}}
{"ph":"X","tid":2,"name":"ready","ts":0.000,"dur":0.004,"args":{"from":0.0,"to":0.0}}
{"ph":"X","tid":2,"name":"running","ts":0.004,"dur":249999.998,"args":{"from":0.0,"to":0.25}}
{"ph":"X","tid":2,"name":"sleeping","ts":250000.002,"dur":1000000.003,"args":{"from":0.25,"to":1.25,"function":"fails","line":_}}
{"ph":"X","tid":2,"name":"ready","ts":1250000.005,"dur":0.004,"args":{"from":1.25,"to":1.25}}
{"ph":"X","tid":2,"name":"running","ts":1250000.009,"dur":0.001,"bind_id":"0x1","flow_in":true,"args":{"from":1.25,"to":1.25,"cause":"sleep"}}
{"ph":"X","tid":2,"name":"failed","ts":1250000.010,"dur":0.001,"args":{"from":1.25,"exception":"ValueError"}}
)");
}

TEST_CASE("a wait for several things has the names of all of them")
{
    const std::string file = file_of([]() -> coro<void> {
        const aio::future<void> f;
        aio::loop::running().call_later(1, [f] { f.set_result(); });
        co_await aio::gather(create_task(aio::sleep(1), "one"), f, aio::sleep(2));
    });
    CHECK(lines_with(file, "\"awaits\":[\"one\",\"future\",\"Task-2\"]").find("\"name\":\"waiting: gather\"") != std::string::npos);
}

TEST_CASE("texts are escaped, and a recording may begin at any time")
{
    trace::log l;
    l.header.title = "\"a\\b\"\n";
    trace::event e;
    e.kind = trace::kind::task_created;
    e.time = -3;
    e.task = 1;
    e.text = l.intern("<\t>");
    l.append(e);
    const std::string file = file_of(l);
    CHECK(file.find(R"("args":{"name":"\"a\\b\"\u000a"})") != std::string::npos);
    CHECK(file.find(R"("tid":2,"name":"thread_name","args":{"name":"<\u0009>"})") != std::string::npos);
    CHECK(file.find(R"("starts at":-3.0)") != std::string::npos);
    CHECK(file.find(R"("ts":0.000,"dur":0.001)") != std::string::npos);
    CHECK(file_of(trace::log()).find("traceEvents") != std::string::npos);
}
