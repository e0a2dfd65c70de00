#pragma once
// Random numbers, the same as CPython's for the same seed, number for number. Each loop has its own
// generator, from which the free functions draw; it continues from run to run. CPython: the random module.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace aio::random {

/// A Mersenne Twister, and the distributions built on it. CPython: random.Random.
class generator {
public:
    explicit generator(std::int64_t seed = 1) noexcept { this->seed(seed); }

    /// Starts over with this seed; only its absolute value counts. CPython: random.seed(int).
    void seed(std::int64_t seed) noexcept;

    /// A number in [0, 1), with 53 random bits.
    double random() noexcept;
    /// A number of `bits` random bits, at most 64. Throws value_error if `bits` is more than 64 or negative.
    std::uint64_t getrandbits(int bits);
    double uniform(double a, double b) noexcept { return a + (b - a) * random(); }
    /// A number in [a, b]. Throws value_error if that range is empty, as do the next two.
    std::int64_t randint(std::int64_t a, std::int64_t b);
    /// One of 0, 1 … stop - 1.
    std::int64_t randrange(std::int64_t stop);
    /// One of start, start + step … before stop.
    std::int64_t randrange(std::int64_t start, std::int64_t stop, std::int64_t step = 1);
    /// Exponentially distributed, with mean 1 / lambda.
    double expovariate(double lambda = 1) noexcept;
    /// Normally distributed. Numbers are made in pairs; the second one is kept for the next call.
    double gauss(double mu = 0, double sigma = 1) noexcept;

    /// A random element. Throws index_error if there is none.
    template <class Range>
    auto choice(const Range& from)
    {
        check_choice(std::size(from));
        return element(from, below(std::size(from)));
    }
    /// `count` random elements, with repetition.
    template <class Range>
    auto choices(const Range& from, std::size_t count)
    {
        return picked(from, indices(std::size(from), count));
    }
    /// `count` random elements, with repetition, in proportion to their weights. Throws value_error
    /// unless there is one weight per element and their total is positive and finite.
    template <class Range>
    auto choices(const Range& from, std::span<const double> weights, std::size_t count)
    {
        return picked(from, weighted_indices(std::size(from), weights, count));
    }
    template <class Range>
    auto choices(const Range& from, std::initializer_list<double> weights, std::size_t count)
    {
        return choices(from, std::span<const double>(weights.begin(), weights.size()), count);
    }
    /// `count` elements without repetition, in the order in which they were chosen. Throws value_error if
    /// there are fewer.
    template <class Range>
    auto sample(const Range& from, std::size_t count)
    {
        return picked(from, sample_indices(std::size(from), count));
    }
    /// Puts the elements into a random order.
    template <class Range>
    void shuffle(Range& items)
    {
        using std::swap;
        for (std::size_t i = std::size(items); i-- > 1;) {
            const auto j = static_cast<std::size_t>(below(i + 1));
            swap(*nth(items, i), *nth(items, j));
        }
    }

private:
    static constexpr std::size_t state_size = 624;

    std::uint32_t next() noexcept;
    void refill() noexcept;
    /// A number in [0, n), for n > 0.
    std::uint64_t below(std::uint64_t n) noexcept;

    static void check_choice(std::size_t size);
    std::vector<std::size_t> indices(std::size_t size, std::size_t count);
    std::vector<std::size_t> weighted_indices(std::size_t size, std::span<const double> weights,
                                              std::size_t count);
    std::vector<std::size_t> sample_indices(std::size_t size, std::size_t count);

    template <class Range>
    static auto nth(Range& items, std::uint64_t index)
    {
        return std::next(std::begin(items), static_cast<std::ptrdiff_t>(index));
    }
    template <class Range>
    static auto element(const Range& from, std::uint64_t index)
    {
        return *nth(from, index);
    }
    template <class Range>
    static auto picked(const Range& from, const std::vector<std::size_t>& indices)
    {
        std::vector<std::remove_cvref_t<decltype(*std::begin(from))>> values;
        values.reserve(indices.size());
        for (const std::size_t index : indices) {
            values.push_back(element(from, index));
        }
        return values;
    }

    std::array<std::uint32_t, state_size> state_{};
    std::size_t position_ = state_size;  // the next word of the state to use
    std::optional<double> next_gauss_;   // the second of a pair
};

/// The running loop's generator. Throws runtime_error if no loop is running.
generator& current();

inline void seed(std::int64_t n)
{
    current().seed(n);
}
inline double random()
{
    return current().random();
}
inline std::uint64_t getrandbits(int bits)
{
    return current().getrandbits(bits);
}
inline double uniform(double a, double b)
{
    return current().uniform(a, b);
}
inline std::int64_t randint(std::int64_t a, std::int64_t b)
{
    return current().randint(a, b);
}
inline std::int64_t randrange(std::int64_t stop)
{
    return current().randrange(stop);
}
inline std::int64_t randrange(std::int64_t start, std::int64_t stop, std::int64_t step = 1)
{
    return current().randrange(start, stop, step);
}
inline double expovariate(double lambda = 1)
{
    return current().expovariate(lambda);
}
inline double gauss(double mu = 0, double sigma = 1)
{
    return current().gauss(mu, sigma);
}
template <class Range>
auto choice(const Range& from)
{
    return current().choice(from);
}
template <class Range>
auto choices(const Range& from, std::size_t count)
{
    return current().choices(from, count);
}
template <class Range>
auto choices(const Range& from, std::initializer_list<double> weights, std::size_t count)
{
    return current().choices(from, weights, count);
}
template <class Range>
auto choices(const Range& from, std::span<const double> weights, std::size_t count)
{
    return current().choices(from, weights, count);
}
template <class Range>
auto sample(const Range& from, std::size_t count)
{
    return current().sample(from, count);
}
template <class Range>
void shuffle(Range& items)
{
    current().shuffle(items);
}

}  // namespace aio::random
