// Does one job and prints its cost: nanoseconds per operation, or bytes per suspended task.
//   loop_bench limit|aio|traced JOB N

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>

#include "jobs.hpp"

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fputs("usage: loop_bench limit|aio|traced JOB N\n", stderr);
        return 2;
    }
    const std::string peer = argv[1];
    const std::string job = argv[2];
    const int n = std::atoi(argv[3]);
    if (job == "memory") {
        const std::size_t bytes =
            peer == "limit" ? bench::limit_jobs::run_memory(n) : bench::aio_jobs::run_memory(n);
        std::printf("%.2f\n", static_cast<double>(bytes) / n);
        return 0;
    }
    using namespace bench;
    const bool traced = peer == "traced";
    using pair = std::pair<std::int64_t (*)(int), std::int64_t (*)(int, bool)>;
    const std::map<std::string, pair> jobs{
        {"trip", {limit_jobs::run_trip, aio_jobs::run_trip}},
        {"spawn", {limit_jobs::run_spawn, aio_jobs::run_spawn}},
        {"ping_pong", {limit_jobs::run_ping_pong, aio_jobs::run_ping_pong}},
        {"ten_and_ten", {limit_jobs::run_ten_and_ten, aio_jobs::run_ten_and_ten}},
        {"timers", {limit_jobs::run_timers, aio_jobs::run_timers}},
        {"chain", {limit_jobs::run_chain, aio_jobs::run_chain}},
    };
    const auto found = jobs.find(job);
    if (found == jobs.end() || n <= 0) {
        std::fputs("There is no such job, or N is not a positive number.\n", stderr);
        return 2;
    }
    const auto work = [&](int count) {
        return peer == "limit" ? found->second.first(count) : found->second.second(count, traced);
    };
    work(n);  // warm up: code is compiled and memory allocated
    const std::size_t allocated = allocations();
    const auto before = std::chrono::steady_clock::now();
    const std::int64_t sum = work(n);
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - before;
    if (traced) {
        std::printf("%.2f events\n", static_cast<double>(aio_jobs::events()) / n);
    }
    std::printf("%.3f\n", took.count() / n);
    std::fprintf(stderr, "%lld %zu\n", static_cast<long long>(sum), allocations() - allocated);
    return 0;
}
