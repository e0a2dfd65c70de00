// The cost of following a log and of going to any place in it, as logs grow and programs have more tasks:
//   fold_bench                       all jobs, at all sizes, and how the costs grow
//   fold_bench JOB TASKS EVENTS      one
// Jobs: sleepers, queues, semaphore, gather.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <malloc.h>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

#include "aio/gather.hpp"
#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/semaphore.hpp"
#include "aio/sleep.hpp"
#include "trace/history.hpp"
#include "trace/recorder.hpp"

namespace {

// The CPU time of this process in ns, which excludes other processes.
double processor_time()
{
#ifdef __EMSCRIPTEN__
    return EM_ASM_DOUBLE({
        const used = process.cpuUsage();
        return (used.user + used.system) * 1000;
    });
#else
    return static_cast<double>(std::clock()) * (1e9 / CLOCKS_PER_SEC);
#endif
}

aio::coro<> sleeps(int number)
{
    for (int i = 0;; ++i) {
        co_await aio::sleep(1 + ((number * 7919 + i * 104729) % 1000) / 1000.0);
    }
}

aio::coro<> produces(aio::queue<int>& queue)
{
    for (int i = 0;; ++i) {
        co_await queue.put(i);
        co_await aio::sleep(0.5);
    }
}

aio::coro<> consumes(aio::queue<int>& queue)
{
    for (;;) {
        co_await queue.get();
    }
}

aio::coro<> acquires(aio::semaphore& semaphore)
{
    for (;;) {
        co_await semaphore.acquire();
        co_await aio::sleep(0.01);
        semaphore.release();
    }
}

aio::coro<> once(int number)
{
    co_await aio::sleep(1 + number % 10 / 10.0);
}

aio::coro<> program(std::string job, int tasks)
{
    std::vector<aio::coro<>> all;
    aio::queue<int> queue(tasks / 4 + 1);
    aio::semaphore semaphore(1);
    if (job == "gather") {
        for (;;) {
            all.clear();
            for (int i = 0; i != tasks; ++i) {
                all.push_back(once(i));
            }
            co_await aio::gather(std::move(all));
        }
    }
    for (int i = 0; i != tasks; ++i) {
        all.push_back(job == "sleepers"    ? sleeps(i)
                      : job == "semaphore" ? acquires(semaphore)
                      : i % 2 == 0         ? produces(queue)
                                           : consumes(queue));
    }
    co_await aio::gather(std::move(all));
}

// The log before anything is dropped.
trace::log recorded(const std::string& job, int tasks, std::size_t events)
{
    trace::log log;
    trace::recorder recorder(log);
    aio::loop loop(&recorder);
    aio::runner runner(loop, program(job, tasks));
    while (log.size() < events && !runner.ended()) {
        runner.step();
    }
    return trace::log(log);
}

std::size_t bytes_in_use()
{
#if defined(__GLIBC__)
    const auto memory = mallinfo2();
#else
    const auto memory = mallinfo();
#endif
    return static_cast<std::size_t>(memory.uordblks) + static_cast<std::size_t>(memory.hblkhd);
}

template <typename Work>
double nanoseconds(Work work)
{
    const double before = processor_time();
    work();
    return processor_time() - before;
}

struct figures {
    double follow = 0;  // ns per event
    double at = 0;      // us, at random positions: the mean and the longest
    double longest = 0;
    double back = 0;     // us for a step back
    double forward = 0;  // ns per event passed
    double bytes = 0;    // per event
    double tasks = 0;    // tasks that were created
};

figures measure(const std::string& job, int tasks, std::size_t events)
{
    const trace::log log = recorded(job, tasks, events);
    const auto count = static_cast<double>(log.size());
    figures f;
    trace::history(log).follow();  // warm up: code is compiled and memory allocated
    const std::size_t before = bytes_in_use();
    trace::history h(log);
    f.follow = nanoseconds([&] { h.follow(); }) / count;
    f.bytes = static_cast<double>(bytes_in_use() - before) / count;
    f.tasks = static_cast<double>(h.head().tasks.size());
    std::minstd_rand random(1);
    const int places = 200;
    trace::snapshot s;
    for (int i = 0; i != places; ++i) {
        const double took = nanoseconds([&] { s = h.at(random() % h.size()); }) / 1000;
        f.at += took / places;
        f.longest = std::max(f.longest, took);
    }
    h.move(s, h.size());
    const int steps = 100;
    f.back = nanoseconds([&] {
                 for (int i = 0; i != steps; ++i) {
                     h.move(s, h.stop_before(s.position));
                 }
             }) /
             steps / 1000;
    s = {};
    f.forward = nanoseconds([&] {
                    for (std::size_t position = 0; position < h.size(); position += 10) {
                        h.move(s, position);
                    }
                }) /
                count;
    return f;
}

void print(const std::string& job, int tasks, std::size_t events, const figures& f)
{
    std::printf("%-10s %6d %8zu %8.0f %8.1f %8.1f %8.1f %8.1f %9.1f %8.1f\n", job.c_str(), tasks, events,
                f.tasks, f.follow, f.at, f.longest, f.back, f.forward, f.bytes);
    std::fflush(stdout);
}

// The exponent with which a cost grows from `few` to `many` when its input grows by the factor `times`.
double exponent(double few, double many, double times)
{
    return std::log(many / few) / std::log(times);
}

void print_growth(const char* of, const figures& few, const figures& many, double times)
{
    std::printf("    growth with %s: follow %.2f, at %.2f, back %.2f, forward %.2f, bytes %.2f\n", of,
                exponent(few.follow, many.follow, times), exponent(few.at, many.at, times),
                exponent(few.back, many.back, times), exponent(few.forward, many.forward, times),
                exponent(few.bytes, many.bytes, times));
    std::fflush(stdout);
}

void measure_all(const std::string& job, std::size_t most)
{
    figures ten;
    for (const int tasks : {10, 100, 1000, 10'000}) {
        figures first;
        figures last;
        std::size_t least = 0;
        for (std::size_t events = 1000; events <= most; events *= 10) {
            if (events < static_cast<std::size_t>(tasks) * 10) {
                continue;
            }
            last = measure(job, tasks, events);
            first = least == 0 ? last : first;
            least = least == 0 ? events : least;
            print(job, tasks, events, last);
        }
        ten = tasks == 10 ? last : ten;
        print_growth("events", first, last, static_cast<double>(most) / static_cast<double>(least));
        if (tasks != 10) {
            print_growth("tasks", ten, last, tasks / 10.0);
        }
    }
}

}  // namespace

int main(int argc, char** argv)
{
    std::puts("job         tasks   events     made   follow       at  longest     back   forward    bytes");
    std::puts("                                      ns/event      us       us       us  ns/event   /event");
    if (argc == 4) {
        const int tasks = std::atoi(argv[2]);
        const auto events = static_cast<std::size_t>(std::atol(argv[3]));
        print(argv[1], tasks, events, measure(argv[1], tasks, events));
        return 0;
    }
    for (const char* job : {"sleepers", "queues", "semaphore", "gather"}) {
        measure_all(job, 1'000'000);
    }
    return 0;
}
