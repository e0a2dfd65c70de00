// Runs scenarios of generate.mjs on aio: each argument is one, perhaps with interventions before it, as in
// 'cancel-3-at-1.5|((…'. Its records follow, closed by a line of dashes. Each trace is held against the format, too. scenario.py is the same program on asyncio, operation
// by operation.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "aio/context.hpp"
#include "aio/event.hpp"
#include "aio/exception_group.hpp"
#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "aio/print.hpp"
#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/semaphore.hpp"
#include "aio/shield.hpp"
#include "aio/sleep.hpp"
#include "aio/stream.hpp"
#include "aio/task_group.hpp"
#include "aio/thread.hpp"
#include "aio/timeout.hpp"
#include "aio/wait_for.hpp"
#include "format_of.hpp"
#include "lessons/intervening.hpp"
#include "trace/json.hpp"
#include "trace/recorder.hpp"
#include "trace/records.hpp"
#ifdef AIO_TELL_WAKERS
#include "wakers.hpp"
#endif

namespace {

/// A word, or a list of these.
struct node {
    std::string word;
    std::vector<node> list;

    int number() const { return std::atoi(word.c_str()); }
    double seconds() const { return std::atof(word.c_str()); }
};

node parse(const char*& at)
{
    node n;
    while (*at == ' ') {
        ++at;
    }
    if (*at != '(') {
        while (*at && *at != ' ' && *at != '(' && *at != ')') {
            n.word += *at++;
        }
        return n;
    }
    ++at;
    for (;;) {
        while (*at == ' ') {
            ++at;
        }
        if (*at == ')' || !*at) {
            at += *at ? 1 : 0;
            return n;
        }
        n.list.push_back(parse(at));
    }
}

/// The first line of a scenario: two queues' sizes, how many workers, how long a server takes for a line, and
/// the limit of a line.
struct sizes {
    explicit sizes(const node& n)
        : workers(n.list[2].number()), answers(n.list[3].seconds()), limit(n.list[4].number())
    {}

    int workers;
    double answers;
    int limit;
};

struct world {
    explicit world(const node& scenario)
        : programs(scenario.list), numbers(scenario.list[0]), queues(made(scenario.list[0]))
    {
        const int workers = numbers.workers;
        loop.set_default_executor(aio::thread_pool_executor(workers, "own"));
    }

    /// In the order in which scenario.py makes what is shared: after the locks, before the events.
    static std::vector<aio::queue<int>> made(const node& sizes)
    {
        std::vector<aio::queue<int>> queues;
        queues.reserve(2);
        for (std::size_t i = 0; i != 2; ++i) {
            queues.emplace_back(sizes.list[i].number());
        }
        return queues;
    }

    const std::vector<node>& programs;  // from the second place on
    const sizes numbers;
    aio::loop& loop = aio::loop::running();
    aio::lock locks[2];
    std::vector<aio::queue<int>> queues;
    aio::event events[2];
    aio::semaphore semaphore{2};
    std::vector<aio::task<>> tasks;
    aio::thread_pool_executor pool{2};
    std::vector<aio::future<>> jobs;
    aio::context_var<std::string> variables[2] = {{"first", "unset"}, {"second", "unset"}};
    std::optional<aio::server> server;
    std::vector<aio::connection> connections;
    std::vector<aio::stream_writer> kept;  // the server's
};

/// What the server does for each client.
aio::coro<> answer(world& w, aio::stream_reader reader, aio::stream_writer writer)
{
    aio::print("client", w.variables[0].get(), w.variables[1].get());
    for (;;) {
        const std::string line = co_await reader.readline();
        if (line.empty()) {
            break;
        }
        aio::print("line", line.size());
        co_await aio::sleep(w.numbers.answers);
        writer.write(line);
        co_await writer.drain();
    }
    aio::print("no more");
    writer.close();
}

aio::coro<> use(const std::string& name, aio::connection at, const node& operation)
{
    const auto number = [&] { return operation.list[2].number(); };
    if (name == "send") {
        at.writer.write(std::string(static_cast<std::size_t>(number()), 'x') + "\n");
        co_await at.writer.drain();
        aio::print("sent");
    } else if (name == "read") {
        aio::print("read", (co_await at.reader.read(number())).size());
    } else if (name == "line") {
        aio::print("line of", (co_await at.reader.readline()).size());
    } else if (name == "close") {
        at.writer.close();
    } else if (name == "eof") {
        at.writer.write_eof();
    } else if (name == "closed") {
        co_await at.writer.wait_closed();
        aio::print("closed");
    } else if (name == "abort") {
        at.writer.abort();
    }
}

bool uses_stream(const std::string& name)
{
    for (const char* const each : {"send", "read", "line", "close", "eof", "closed", "abort"}) {
        if (name == each) {
            return true;
        }
    }
    return false;
}

/// What a thread runs: `operation` says from `at` on its label, whether it calls and fails, and its sleeps.
struct job {
    aio::loop& loop;
    const node* operation;
    std::size_t at;

    void operator()() const
    {
        const auto rest = [&](std::size_t i) -> const node& { return operation->list[at + i]; };
        const std::string& label = rest(0).word;
        for (std::size_t place = 0; place != rest(3).list.size(); ++place) {
            aio::print(label, place);
            if (rest(1).word == "0") {
                loop.call_soon_threadsafe([label] { aio::print(label, "calls"); });
            }
            aio::blocking_sleep(rest(3).list[place].seconds());
        }
        aio::print(label, "ends");
        if (rest(2).word == "0") {
            throw aio::value_error("boom");
        }
    }
};

aio::coro<> run_one(world& w, int mine, const node& operation);

aio::coro<> run_all(world& w, int mine, const node& operations)
{
    for (const node& operation : operations.list) {
        co_await run_one(w, mine, operation);
    }
}

const node& program_at(const world& w, const node& index)
{
    return w.programs[static_cast<std::size_t>(index.number()) + 1];
}

aio::coro<> program(world& w, const node& index)
{
    return run_all(w, static_cast<int>(w.tasks.size()) - 1, program_at(w, index));
}

aio::task<> spawn(world& w, const node& index)
{
    const auto place = static_cast<int>(w.tasks.size());
    w.tasks.push_back(aio::create_task(run_all(w, place, program_at(w, index))));
    return w.tasks.back();
}

const aio::task<>& task_at(const world& w, std::size_t from, const node& index)
{
    return w.tasks[from + static_cast<std::size_t>(index.number()) % (w.tasks.size() - from)];
}

/// Runs `body`; what it throws is kept.
aio::coro<std::exception_ptr> attempt(aio::coro<> body)
{
    std::exception_ptr error;
    try {
        co_await std::move(body);
    } catch (...) {
        error = std::current_exception();
    }
    co_return error;
}

void rethrow(const std::exception_ptr& error)
{
    if (error) {
        std::rethrow_exception(error);
    }
}

aio::coro<> gather(world& w, const node& operation)
{
    std::vector<aio::coro<>> children;
    for (std::size_t i = 2; i < operation.list.size(); ++i) {
        children.push_back(program(w, operation.list[i]));
    }
    std::string text = "gathered";
    if (operation.list[1].word == "1") {
        for (const auto& result : co_await aio::gather(std::move(children), aio::return_exceptions)) {
            text += result ? " -" : " " + aio::describe(result.exception()).type;
        }
    } else {
        const auto results = co_await aio::gather(std::move(children));
        for (std::size_t i = 0; i != results.size(); ++i) {
            text += " -";
        }
    }
    aio::print(text);
}

aio::coro<> group(world& w, int mine, const node& operation)
{
    std::exception_ptr error;
    try {
        const aio::task_group tasks;
        co_await tasks.enter();
        const auto body = [&]() -> aio::coro<> {
            for (std::size_t i = 2; i < operation.list.size(); ++i) {
                tasks.create_task(program(w, operation.list[i]));
            }
            co_await run_all(w, mine, operation.list[1]);
        };
        const std::exception_ptr failed = co_await attempt(body());
        co_await tasks.exit(failed);
        rethrow(failed);
        aio::print("grouped");
    } catch (const aio::base_exception_group& e) {
        aio::print("group of", e.exceptions().size());
    }
}

aio::coro<> limited(world& w, int mine, const node& operation)
{
    try {
        aio::timeout_scope limit = aio::timeout(operation.list[1].seconds());
        co_await limit.enter();
        const std::exception_ptr failed = co_await attempt(run_all(w, mine, operation.list[2]));
        co_await limit.exit(failed);
        rethrow(failed);
    } catch (const aio::timeout_error&) {
        aio::print("timeout");
    }
}

aio::coro<> run_one(world& w, int mine, const node& operation)
{
    const std::string& name = operation.list[0].word;
    const auto rest = [&](std::size_t i) -> const node& { return operation.list[i + 1]; };
    if (name == "print") {
        aio::print(rest(0).word);
    } else if (name == "sleep") {
        co_await aio::sleep(rest(0).seconds());
    } else if (name == "spawn") {
        spawn(w, rest(0));
    } else if (name == "cancel") {
        if (!w.tasks.empty()) {
            aio::print("cancel", task_at(w, 0, rest(0)).cancel());
        }
    } else if (name == "await") {
        const auto from = static_cast<std::size_t>(mine + 1);
        if (from < w.tasks.size()) {
            co_await task_at(w, from, rest(0));
            aio::print("awaited");
        }
    } else if (name == "put") {
        co_await w.queues[static_cast<std::size_t>(rest(0).number())].put(rest(1).number());
        aio::print("put", rest(1).word);
    } else if (name == "get") {
        aio::print("got", co_await w.queues[static_cast<std::size_t>(rest(0).number())].get());
    } else if (name == "set") {
        w.events[rest(0).number()].set();
    } else if (name == "clear") {
        w.events[rest(0).number()].clear();
    } else if (name == "wait") {
        co_await w.events[rest(0).number()].wait();
        aio::print("waited");
    } else if (name == "thread") {
        co_await aio::to_thread(job{w.loop, &operation, 1});
        aio::print("back");
    } else if (name == "submit") {
        const job what{w.loop, &operation, 2};
        w.jobs.push_back(rest(0).word == "1" ? w.loop.run_in_executor(w.pool, what)
                                             : w.loop.run_in_executor(nullptr, what));
    } else if (name == "join") {
        if (!w.jobs.empty()) {
            co_await w.jobs[static_cast<std::size_t>(rest(0).number()) % w.jobs.size()];
            aio::print("joined");
        }
    } else if (name == "drop") {
        if (!w.jobs.empty()) {
            const auto at = static_cast<std::size_t>(rest(0).number()) % w.jobs.size();
            aio::print("drop", w.jobs[at].cancel());
        }
    } else if (name == "vary") {
        w.variables[rest(0).number()].set(rest(1).word);
    } else if (name == "tell") {
        aio::print("variable", w.variables[rest(0).number()].get());
    } else if (name == "eager") {
        const auto place = static_cast<int>(w.tasks.size());
        const aio::task<> made = aio::create_task(run_all(w, place, program_at(w, rest(0))),
                                                  aio::task_options{.eager_start = true});
        w.tasks.push_back(made);
    } else if (name == "serve") {
        if (!w.server) {
            w.server = co_await aio::start_server([&w](aio::stream_reader r,
                                                       aio::stream_writer s) {
                                                    w.kept.push_back(s);
                                                    return answer(w, r, s);
                                                },
                                                  "127.0.0.1", 8000, {.limit = w.numbers.limit});
            aio::print("serving");
        }
    } else if (name == "unserve") {
        if (w.server) {
            w.server->close();
        }
    } else if (name == "connect") {
        aio::connection made = co_await aio::open_connection("127.0.0.1", 8000, {.limit = w.numbers.limit});
        w.connections.push_back(std::move(made));
        aio::print("connected");
    } else if (uses_stream(name)) {
        if (!w.connections.empty()) {
            co_await use(name,
                         w.connections[static_cast<std::size_t>(rest(0).number()) % w.connections.size()],
                         operation);
        }
    } else if (name == "block") {
        aio::blocking_sleep(rest(0).seconds());
    } else if (name == "raise") {
        throw aio::value_error("boom");
    } else if (name == "gather") {
        co_await gather(w, operation);
    } else if (name == "waitfor") {
        co_await aio::wait_for(program(w, rest(1)), rest(0).seconds());
        aio::print("in time");
    } else if (name == "shield") {
        co_await aio::shield(spawn(w, rest(0)));
        aio::print("shielded");
    } else if (name == "group") {
        co_await group(w, mine, operation);
    } else if (name == "lock") {
        aio::lock& lock = w.locks[rest(0).number()];
        co_await lock.acquire();
        const std::exception_ptr failed = co_await attempt(run_all(w, mine, rest(1)));
        lock.release();
        rethrow(failed);
    } else if (name == "semaphore") {
        co_await w.semaphore.acquire();
        const std::exception_ptr failed = co_await attempt(run_all(w, mine, rest(0)));
        w.semaphore.release();
        rethrow(failed);
    } else if (name == "timeout") {
        co_await limited(w, mine, operation);
    } else if (name == "try") {
        if (const std::exception_ptr failed = co_await attempt(run_all(w, mine, rest(0)))) {
            aio::print("caught", aio::describe(failed).type);
            co_await run_all(w, mine, rest(1));
        }
    } else if (name == "finally") {
        const std::exception_ptr failed = co_await attempt(run_all(w, mine, rest(0)));
        co_await run_all(w, mine, rest(1));
        rethrow(failed);
    }
}

// The world is made here, where the loop runs, but outlives main: other tasks run on for a while.
aio::coro<> main_program(const node& scenario, std::unique_ptr<world>& w)
{
    w = std::make_unique<world>(scenario);
    const std::exception_ptr failed = co_await attempt(run_all(*w, -1, w->programs[1]));
    if (!failed) {
        aio::print("end");
    }
    w->pool.shutdown();
    rethrow(failed);
}

}  // namespace

static std::vector<lessons::intervention> read_interventions(const char*& text)
{
    std::vector<lessons::intervention> all;
    while (*text != '(') {
        const std::size_t length = std::strcspn(text, "_|");
        all.push_back(lessons::read_intervention({text, length}).value());
        text += length + 1;
    }
    return all;
}

// Prints the records of each scenario; after --json their whole traces. If aio tells its wakers, prints those
// that trace::causes finds otherwise, and how many it finds the same.
int main(int argc, char** argv)
{
    const bool whole = argc > 1 && std::strcmp(argv[1], "--json") == 0;
    for (int i = whole ? 2 : 1; i < argc; ++i) {
        const char* text = argv[i];
        const std::vector<lessons::intervention> interventions = read_interventions(text);
        const node scenario = parse(text);
        trace::log log;
        trace::recorder recorder(log);
        {
            std::unique_ptr<world> w;
            aio::loop loop(&recorder);
            aio::runner runner(loop, main_program(scenario, w));
            lessons::intervening outsider(loop, recorder, log, interventions);
            while (!runner.ended()) {
                const double limit = outsider.go_on(aio::loop::forever);
                interventions.empty() ? runner.step_iteration() : runner.step(limit);
            }
        }
        if (const std::string fault = tests::format_fault(log); !fault.empty()) {
            std::fprintf(stderr, "%s\n", fault.c_str());
            return 1;
        }
#ifdef AIO_TELL_WAKERS
        if (const std::string difference = tests::waker_difference(log); !difference.empty()) {
            std::printf("%s: %s\n", argv[i], difference.c_str());
        }
        tests::listen();
        continue;
#endif
        trace::record_writer records({.switches = true});
        std::printf("%s--\n", whole ? trace::write(log, {}).c_str() : records.next(log).c_str());
    }
#ifdef AIO_TELL_WAKERS
    std::printf("compared: %s\n", tests::compared().c_str());
#endif
    return 0;
}
