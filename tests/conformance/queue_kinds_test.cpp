#include "aio/priority_queue.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

/// Is less than another by its priority alone.
struct job {
    int priority;
    const char* name;
    bool operator<(const job& other) const { return priority < other.priority; }
};

}  // namespace

TEST_CASE("a LIFO queue returns the last item put; its getters are still served first come, first served")
{
    const auto getter = [](const char* name, aio::queue<int> q) -> coro<void> {
        print(name, co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        aio::lifo_queue<int> q(3);
        aio::create_task(getter("a", q));
        aio::create_task(getter("b", q));
        co_await aio::sleep(0);
        for (int i = 1; i != 4; ++i) {
            co_await q.put(i);
        }
        print(q.full());
        co_await aio::sleep(0);
        print(co_await q.get());
        try {
            q.get_nowait();
        } catch (const aio::queue_empty&) {
            print("empty");
        }
    };
    check_same(main, {R"py(
        async def getter(name, q):
            print(name, await q.get())
        async def main():
            q = asyncio.LifoQueue(3)
            asyncio.create_task(getter("a", q))
            asyncio.create_task(getter("b", q))
            await asyncio.sleep(0)
            for i in 1, 2, 3:
                await q.put(i)
            print(q.full())
            await asyncio.sleep(0)
            print(await q.get())
            try:
                q.get_nowait()
            except asyncio.QueueEmpty:
                print("empty")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 True
        0 step Task-2
        0 task=Task-2 a 3
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b 2
        0 done Task-3
        0 step Task-1
        0 task=Task-1 1
        0 task=Task-1 empty
        0 done Task-1
    )"});
}

TEST_CASE("a full LIFO queue: the longest waiting putter is next, and its item is got first")
{
    const auto producer = [](aio::lifo_queue<int> q) -> coro<void> {
        for (int i = 1; i != 6; ++i) {
            co_await q.put(i);
        }
        q.shutdown();
    };
    const auto main = [&]() -> coro<void> {
        aio::lifo_queue<int> q(2);
        aio::create_task(producer(q));
        try {
            for (;;) {
                co_await aio::sleep(1);
                print(co_await q.get());
            }
        } catch (const aio::queue_shut_down&) {
            print("end");
        }
    };
    check_same(main, {R"py(
        async def producer(q):
            for i in range(1, 6):
                await q.put(i)
            q.shutdown()
        async def main():
            q = asyncio.LifoQueue(2)
            asyncio.create_task(producer(q))
            try:
                while True:
                    await asyncio.sleep(1)
                    print(await q.get())
            except asyncio.QueueShutDown:
                print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 task=Task-1 2
        1 step Task-2
        2 step Task-1
        2 task=Task-1 3
        2 step Task-2
        3 step Task-1
        3 task=Task-1 4
        3 step Task-2
        3 done Task-2
        4 step Task-1
        4 task=Task-1 5
        5 step Task-1
        5 task=Task-1 1
        6 step Task-1
        6 task=Task-1 end
        6 done Task-1
    )"});
}

TEST_CASE("a priority queue returns the least item when the getter's turn comes")
{
    const auto getter = [](aio::queue<int> q) -> coro<void> {
        for (int i = 0; i != 3; ++i) {
            print(co_await q.get());
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::priority_queue<int> q;
        const auto t = aio::create_task(getter(q));
        co_await aio::sleep(0);
        for (const int i : {5, 3, 8, 1}) {
            q.put_nowait(i);
        }
        co_await t;
        print(q.qsize());
    };
    check_same(main, {R"py(
        async def getter(q):
            for i in range(3):
                print(await q.get())
        async def main():
            q = asyncio.PriorityQueue()
            t = asyncio.create_task(getter(q))
            await asyncio.sleep(0)
            for i in 5, 3, 8, 1:
                q.put_nowait(i)
            await t
            print(q.qsize())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 step Task-2
        0 task=Task-2 1
        0 task=Task-2 3
        0 task=Task-2 5
        0 done Task-2
        0 step Task-1
        0 task=Task-1 1
        0 done Task-1
    )"});
}

TEST_CASE("pairs are ordered by the first part, then by the second")
{
    const auto main = []() -> coro<void> {
        aio::priority_queue<std::pair<int, std::string>> q;
        for (const auto& [priority, name] : std::vector<std::pair<int, std::string>>{
                 {2, "b"}, {1, "z"}, {2, "a"}, {1, "m"}, {3, ""}}) {
            co_await q.put({priority, name});
        }
        while (!q.empty()) {
            const auto [priority, name] = co_await q.get();
            print(priority, name);
        }
    };
    check_same(main, {R"py(
        async def main():
            q = asyncio.PriorityQueue()
            for pair in (2, "b"), (1, "z"), (2, "a"), (1, "m"), (3, ""):
                await q.put(pair)
            while not q.empty():
                print(*await q.get())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 1 m
        0 task=Task-1 1 z
        0 task=Task-1 2 a
        0 task=Task-1 2 b
        0 task=Task-1 3 
        0 done Task-1
    )"});
}

TEST_CASE("equal priorities come in the heap's order, which isn't the order of put")
{
    const auto main = []() -> coro<void> {
        aio::priority_queue<job> q;
        for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
            q.put_nowait({1, name});
        }
        for (int i = 0; i != 3; ++i) {
            print(q.get_nowait().name);
        }
        q.put_nowait({1, "i"});
        q.put_nowait({0, "first"});
        q.put_nowait({1, "j"});
        while (!q.empty()) {
            print(q.get_nowait().name);
        }
        co_return;
    };
    check_same(main, {R"py(
        class Job:
            def __init__(self, priority, name):
                self.priority = priority
                self.name = name
            def __lt__(self, other):
                return self.priority < other.priority
        async def main():
            q = asyncio.PriorityQueue()
            for name in "abcdefgh":
                q.put_nowait(Job(1, name))
            for i in range(3):
                print(q.get_nowait().name)
            q.put_nowait(Job(1, "i"))
            q.put_nowait(Job(0, "first"))
            q.put_nowait(Job(1, "j"))
            while not q.empty():
                print(q.get_nowait().name)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 a
        0 task=Task-1 c
        0 task=Task-1 g
        0 task=Task-1 first
        0 task=Task-1 f
        0 task=Task-1 h
        0 task=Task-1 i
        0 task=Task-1 j
        0 task=Task-1 e
        0 task=Task-1 b
        0 task=Task-1 d
        0 done Task-1
    )"});
}

TEST_CASE("a hundred items of three priorities go through a heap, from a simple generator")
{
    const auto main = []() -> coro<void> {
        aio::priority_queue<job> q;
        unsigned state = 1;
        std::string line;
        const char* names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
        for (int i = 0; i != 100; ++i) {
            state = state * 1103515245 + 12345;
            const unsigned random = state >> 16 & 0x7fff;
            if (random % 5 < 2 && !q.empty()) {
                const job j = q.get_nowait();
                line += std::to_string(j.priority) + j.name + " ";
            } else {
                q.put_nowait({static_cast<int>(random % 3), names[i % 10]});
            }
        }
        while (!q.empty()) {
            const job j = q.get_nowait();
            line += std::to_string(j.priority) + j.name + " ";
        }
        print(line);
        co_return;
    };
    check_same(main, {R"py(
        class Job:
            def __init__(self, priority, name):
                self.priority = priority
                self.name = name
            def __lt__(self, other):
                return self.priority < other.priority
        async def main():
            q = asyncio.PriorityQueue()
            state = 1
            line = ""
            for i in range(100):
                state = (state * 1103515245 + 12345) % 2**32
                random = state >> 16 & 0x7fff
                if random % 5 < 2 and not q.empty():
                    j = q.get_nowait()
                    line += f"{j.priority}{j.name} "
                else:
                    q.put_nowait(Job(random % 3, str(i % 10)))
            while not q.empty():
                j = q.get_nowait()
                line += f"{j.priority}{j.name} "
            print(line)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 02 11 20 07 08 02 06 07 08 11 04 05 10 18 13 16 17 25 03 14 09 00 04 06 03 05 06 15 05 12 17 09 01 11 12 15 14 10 28 02 03 07 15 28 28 25 26 27 22 20 23 28 21 20 21 22 25 27 20 
        0 done Task-1
    )"});
}
