// Random numbers: the same as CPython's for the same seed.

#include "aio/random.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

/// Sums up what is random in one number, by which thousands can be compared.
class digest {
public:
    void add(std::int64_t value) noexcept
    {
        value_ = (value_ * 31 + static_cast<std::uint64_t>(value)) % 1000000007;
    }
    std::uint64_t value() const noexcept { return value_; }

private:
    std::uint64_t value_ = 0;
};

}  // namespace

TEST_CASE("a run's numbers are those of seed 1, and continue from task to task")
{
    const auto worker = [](int id) -> coro<void> {
        for (int i = 0; i != 3; ++i) {
            print(id, aio::random::random());
            co_await aio::sleep(aio::random::uniform(0.5, 2));
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(worker(1));
        const auto b = aio::create_task(worker(2));
        co_await a;
        co_await b;
        print(aio::random::randint(1, 6), aio::random::randrange(100), aio::random::getrandbits(16));
    };
    check_same(main, {R"py(
        import random
        async def worker(id):
            for i in range(3):
                print(id, random.random())
                await asyncio.sleep(random.uniform(0.5, 2))
        async def main():
            a = asyncio.create_task(worker(1))
            b = asyncio.create_task(worker(2))
            await a
            await b
            print(random.randint(1, 6), random.randrange(100), random.getrandbits(16))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 1 0.13436424411240122
        0 step Task-3
        0 task=Task-3 2 0.763774618976614
        0.882604 step Task-3
        0.882604 task=Task-3 2 0.49543508709194095
        1.771151 step Task-2
        1.771151 task=Task-2 1 0.651592972722763
        2.05684 step Task-3
        2.05684 task=Task-3 2 0.0938595867742349
        2.599361 step Task-3
        2.599361 done Task-3
        3.454236 step Task-2
        3.454236 task=Task-2 1 0.8357651039198697
        4.603386 step Task-2
        4.603386 done Task-2
        4.603386 step Task-1
        4.603386 task=Task-1 1 89 29188
        4.603386 done Task-1
    )"});
}

TEST_CASE("seeds of every size make their own numbers, a negative one those of its absolute value")
{
    const auto main = []() -> coro<void> {
        for (const std::int64_t seed :
             {std::int64_t{0}, std::int64_t{7}, std::int64_t{-7}, std::int64_t{4294967295},
              std::int64_t{4294967296}, std::int64_t{1234567890123456789}}) {
            aio::random::seed(seed);
            print(seed, aio::random::random(), aio::random::getrandbits(64));
        }
        co_return;
    };
    check_same(main, {R"py(
        import random
        async def main():
            for seed in 0, 7, -7, 4294967295, 4294967296, 1234567890123456789:
                random.seed(seed)
                print(seed, random.random(), random.getrandbits(64))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 0 0.8444218515250481 16422101724900707500
        0 task=Task-1 7 0.32383276483316237 7283207964119141687
        0 task=Task-1 -7 0.32383276483316237 7283207964119141687
        0 task=Task-1 4294967295 0.6353574441341173 3972385604783892801
        0 task=Task-1 4294967296 0.11299430095636409 17242564240753480966
        0 task=Task-1 1234567890123456789 0.8540990887769795 10883323553185067187
        0 done Task-1
    )"});
}

TEST_CASE("whole numbers, thousands of each kind")
{
    const auto main = []() -> coro<void> {
        aio::random::generator g(42);
        digest d;
        for (int i = 0; i != 5000; ++i) {
            d.add(g.randint(-i, i * i));
            d.add(g.randrange(i + 1));
            d.add(g.randrange(-5, i * 3, 7));
            d.add(g.randrange(5, -i * 3, -4));
            d.add(static_cast<std::int64_t>(g.getrandbits(i % 33)));
            d.add(static_cast<std::int64_t>(g.random() * 1e9));
        }
        print(d.value(), g.getrandbits(0), g.randint(INT64_MIN, INT64_MAX));
        co_return;
    };
    check_same(main, {R"py(
        import random
        async def main():
            g = random.Random(42)
            digest = 0
            def add(value):
                nonlocal digest
                digest = (digest * 31 + value % 2**64) % 2**64 % 1000000007
            for i in range(5000):
                add(g.randint(-i, i * i))
                add(g.randrange(i + 1))
                add(g.randrange(-5, i * 3, 7))
                add(g.randrange(5, -i * 3, -4))
                add(g.getrandbits(i % 33))
                add(int(g.random() * 1e9))
            print(digest, g.getrandbits(0), g.randint(-2**63, 2**63 - 1))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 533449655 0 -5506969322075845068
        0 done Task-1
    )"});
}

TEST_CASE("choices, samples and shuffles, few out of many and many out of few")
{
    const auto main = []() -> coro<void> {
        aio::random::seed(5);
        const std::vector<std::string> words{"one", "two", "three", "four", "five"};
        print(aio::random::choice(words), aio::random::choice(words));
        for (const std::string& word : aio::random::choices(words, 4)) {
            print(word);
        }
        for (const std::string& word : aio::random::choices(words, {5, 0.5, 0, 2, 1}, 6)) {
            print(word);
        }
        for (const std::string& word : aio::random::sample(words, 3)) {
            print(word);
        }
        digest d;
        for (std::size_t size = 0; size < 500; size += 7) {
            std::vector<int> numbers(size);
            for (std::size_t i = 0; i != size; ++i) {
                numbers[i] = static_cast<int>(i);
            }
            for (std::size_t count = 0; count <= size; count += 1 + size / 9) {
                for (const int n : aio::random::sample(numbers, count)) {
                    d.add(n);
                }
            }
            aio::random::shuffle(numbers);
            for (const int n : numbers) {
                d.add(n);
            }
        }
        print(d.value());
        co_return;
    };
    check_same(main, {R"py(
        import random
        async def main():
            random.seed(5)
            words = ["one", "two", "three", "four", "five"]
            print(random.choice(words), random.choice(words))
            print(*random.choices(words, k=4), sep="\n")
            print(*random.choices(words, [5, 0.5, 0, 2, 1], k=6), sep="\n")
            print(*random.sample(words, 3), sep="\n")
            digest = 0
            def add(values):
                nonlocal digest
                for value in values:
                    digest = (digest * 31 + value) % 1000000007
            for size in range(0, 500, 7):
                numbers = list(range(size))
                for count in range(0, size + 1, 1 + size // 9):
                    add(random.sample(numbers, count))
                random.shuffle(numbers)
                add(numbers)
            print(digest)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 five three
        0 task=Task-1 four
        0 task=Task-1 four
        0 task=Task-1 five
        0 task=Task-1 four
        0 task=Task-1 five
        0 task=Task-1 one
        0 task=Task-1 one
        0 task=Task-1 five
        0 task=Task-1 four
        0 task=Task-1 five
        0 task=Task-1 one
        0 task=Task-1 three
        0 task=Task-1 two
        0 task=Task-1 436133140
        0 done Task-1
    )"});
}

TEST_CASE("exponential and normal numbers, of which the latter come in pairs")
{
    const auto main = []() -> coro<void> {
        aio::random::seed(3);
        const auto rounded = [](double value) { return static_cast<std::int64_t>(value * 1e9); };
        for (int i = 0; i != 3; ++i) {
            print(rounded(aio::random::gauss(10, 2)), rounded(aio::random::expovariate(0.5)));
        }
        aio::random::seed(3);
        print(rounded(aio::random::gauss()));
        digest d;
        for (int i = 0; i != 3000; ++i) {
            d.add(rounded(aio::random::gauss(20, 1)));
            d.add(rounded(aio::random::expovariate(1.5)));
        }
        print(d.value());
        co_return;
    };
    check_same(main, {R"py(
        import random
        async def main():
            random.seed(3)
            def rounded(value):
                return int(value * 1e9)
            for i in range(3):
                print(rounded(random.gauss(10, 2)), rounded(random.expovariate(0.5)))
            random.seed(3)
            print(rounded(random.gauss()))
            digest = 0
            for i in range(3000):
                digest = (digest * 31 + rounded(random.gauss(20, 1))) % 1000000007
                digest = (digest * 31 + rounded(random.expovariate(1.5))) % 1000000007
            print(digest)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 10189416076 923928595
        0 task=Task-1 12500048762 1852278330
        0 task=Task-1 9481690924 26510916
        0 task=Task-1 94708038
        0 task=Task-1 232550146
        0 done Task-1
    )"});
}

TEST_CASE("impossible draws are refused, in CPython's words")
{
    const auto main = []() -> coro<void> {
        const auto attempt = [](auto draw) {
            try {
                draw();
            } catch (const aio::exception& e) {
                print(e.type_name(), e.what());
            }
        };
        const std::vector<int> none;
        const std::vector<int> three{1, 2, 3};
        attempt([] { aio::random::randint(2, 1); });
        attempt([] { aio::random::randrange(0); });
        attempt([] { aio::random::randrange(3, 3); });
        attempt([] { aio::random::randrange(3, 8, -2); });
        attempt([] { aio::random::randrange(3, 8, 0); });
        attempt([] { (void)aio::random::getrandbits(-1); });
        attempt([&] { aio::random::choice(none); });
        attempt([&] { aio::random::choices(none, 1); });
        attempt([&] { aio::random::choices(three, {1, 2}, 1); });
        attempt([&] { aio::random::choices(three, {0, 0, 0}, 1); });
        attempt([&] { aio::random::sample(three, 4); });
        print(aio::random::choices(none, 0).size(), aio::random::random());
        co_return;
    };
    check_same(main, {R"py(
        import random
        async def main():
            def attempt(draw):
                try:
                    draw()
                except Exception as e:
                    print(type(e).__name__, e)
            attempt(lambda: random.randint(2, 1))
            attempt(lambda: random.randrange(0))
            attempt(lambda: random.randrange(3, 3))
            attempt(lambda: random.randrange(3, 8, -2))
            attempt(lambda: random.randrange(3, 8, 0))
            attempt(lambda: random.getrandbits(-1))
            attempt(lambda: random.choice([]))
            attempt(lambda: random.choices([], k=1))
            attempt(lambda: random.choices([1, 2, 3], [1, 2], k=1))
            attempt(lambda: random.choices([1, 2, 3], [0, 0, 0], k=1))
            attempt(lambda: random.sample([1, 2, 3], 4))
            print(len(random.choices([], k=0)), random.random())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 ValueError empty range in randint(2, 1)
        0 task=Task-1 ValueError empty range for randrange()
        0 task=Task-1 ValueError empty range in randrange(3, 3)
        0 task=Task-1 ValueError empty range in randrange(3, 8, -2)
        0 task=Task-1 ValueError zero step for randrange()
        0 task=Task-1 ValueError Cannot convert negative int
        0 task=Task-1 IndexError Cannot choose from an empty sequence
        0 task=Task-1 IndexError list index out of range
        0 task=Task-1 ValueError The number of weights does not match the population
        0 task=Task-1 ValueError Total of weights must be greater than zero
        0 task=Task-1 ValueError Sample larger than population or is negative
        0 task=Task-1 0 0.8474337369372327
        0 done Task-1
    )"});
}
