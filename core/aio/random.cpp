#include "aio/random.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>

#include "aio/detail/job.hpp"
#include "aio/errors.hpp"
#include "aio/loop.hpp"

namespace aio::random {

namespace {

constexpr std::size_t shift = 397;
constexpr double two_pi = 6.283185307179586;

int bit_length(std::uint64_t n)
{
    int bits = 0;
    for (; n != 0; n >>= 1) {
        ++bits;
    }
    return bits;
}

[[noreturn]] void throw_empty(const char* function, std::int64_t first, std::int64_t second,
                              std::optional<std::int64_t> step = {})
{
    throw value_error(std::string("empty range in ") + function + "(" + std::to_string(first) + ", " +
                      std::to_string(second) + (step ? ", " + std::to_string(*step) : "") + ")");
}

// start + step * n, if the result is known to fit even though the intermediate values may not.
std::int64_t advanced(std::int64_t start, std::int64_t step, std::uint64_t n)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(start) +
                                     static_cast<std::uint64_t>(step) * n);
}

}  // namespace

// The reference implementation's init_by_array, with the seed's 32-bit words as the key.
void generator::seed(std::int64_t seed) noexcept
{
    const auto bits = static_cast<std::uint64_t>(seed);
    const std::uint64_t magnitude = seed < 0 ? 0 - bits : bits;
    const std::array<std::uint32_t, 2> key{static_cast<std::uint32_t>(magnitude),
                                           static_cast<std::uint32_t>(magnitude >> 32)};
    const std::size_t words = key[1] == 0 ? 1 : 2;

    state_[0] = 19650218;
    for (std::uint32_t i = 1; i != state_size; ++i) {
        state_[i] = 1812433253 * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
    }
    std::size_t i = 1;
    const auto step = [&] {
        if (++i == state_size) {
            state_[0] = state_[state_size - 1];
            i = 1;
        }
    };
    std::size_t j = 0;
    for (std::size_t k = state_size; k != 0; --k) {
        state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1664525)) + key[j] +
                    static_cast<std::uint32_t>(j);
        step();
        j = (j + 1) % words;
    }
    for (std::size_t k = state_size - 1; k != 0; --k) {
        state_[i] = (state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * 1566083941)) -
                    static_cast<std::uint32_t>(i);
        step();
    }
    state_[0] = 0x80000000;
    position_ = state_size;
    next_gauss_.reset();
}

void generator::refill() noexcept
{
    const auto twist = [&](std::size_t at, std::size_t following, std::size_t far) {
        const std::uint32_t y = (state_[at] & 0x80000000) | (state_[following] & 0x7fffffff);
        state_[at] = state_[far] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908b0df : 0);
    };
    for (std::size_t i = 0; i != state_size; ++i) {
        twist(i, (i + 1) % state_size, (i + shift) % state_size);
    }
    position_ = 0;
}

std::uint32_t generator::next() noexcept
{
    if (position_ == state_size) {
        refill();
    }
    std::uint32_t y = state_[position_++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >> 18);
}

double generator::random() noexcept
{
    const std::uint32_t high = next() >> 5;
    const std::uint32_t low = next() >> 6;
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

std::uint64_t generator::getrandbits(int bits)
{
    if (bits < 0 || bits > 64) {
        throw value_error(bits < 0 ? "Cannot convert negative int" : "more than 64 bits");
    }
    std::uint64_t value = 0;
    for (int done = 0; done < bits; done += 32) {
        const int left = bits - done;
        value |= static_cast<std::uint64_t>(left < 32 ? next() >> (32 - left) : next()) << done;
    }
    return value;
}

std::uint64_t generator::below(std::uint64_t n) noexcept
{
    const int bits = bit_length(n);
    std::uint64_t value = getrandbits(bits);
    while (value >= n) {
        value = getrandbits(bits);
    }
    return value;
}

std::int64_t generator::randint(std::int64_t a, std::int64_t b)
{
    if (b < a) {
        throw_empty("randint", a, b);
    }
    const std::uint64_t width = static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a) + 1;
    // The range of all 2**64 numbers: CPython then draws 65 bits until the highest one is 0.
    if (width == 0) {
        for (;;) {
            const std::uint64_t value = getrandbits(64);
            if (getrandbits(1) == 0) {
                return advanced(a, 1, value);
            }
        }
    }
    return advanced(a, 1, below(width));
}

std::int64_t generator::randrange(std::int64_t stop)
{
    if (stop <= 0) {
        throw value_error("empty range for randrange()");
    }
    return static_cast<std::int64_t>(below(static_cast<std::uint64_t>(stop)));
}

std::int64_t generator::randrange(std::int64_t start, std::int64_t stop, std::int64_t step)
{
    if (step == 0) {
        throw value_error("zero step for randrange()");
    }
    if (step > 0 ? stop <= start : stop >= start) {
        throw_empty("randrange", start, stop, step == 1 ? std::nullopt : std::optional(step));
    }
    const auto from = static_cast<std::uint64_t>(step > 0 ? start : stop);
    const auto to = static_cast<std::uint64_t>(step > 0 ? stop : start);
    const auto stride = step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
    return advanced(start, step, below((to - from - 1) / stride + 1));
}

double generator::expovariate(double lambda) noexcept
{
    return -std::log(1.0 - random()) / lambda;
}

double generator::gauss(double mu, double sigma) noexcept
{
    double z = 0;
    if (next_gauss_) {
        z = *next_gauss_;
        next_gauss_.reset();
    } else {
        const double angle = random() * two_pi;
        const double radius = std::sqrt(-2.0 * std::log(1.0 - random()));
        z = std::cos(angle) * radius;
        next_gauss_ = std::sin(angle) * radius;
    }
    return mu + z * sigma;
}

void generator::check_choice(std::size_t size)
{
    if (size == 0) {
        throw index_error("Cannot choose from an empty sequence");
    }
}

std::vector<std::size_t> generator::indices(std::size_t size, std::size_t count)
{
    std::vector<std::size_t> chosen(count);
    for (std::size_t& index : chosen) {
        const double place = random() * static_cast<double>(size);
        if (size == 0) {
            throw index_error("list index out of range");
        }
        index = static_cast<std::size_t>(place);
    }
    return chosen;
}

std::vector<std::size_t> generator::weighted_indices(std::size_t size, std::span<const double> weights,
                                                     std::size_t count)
{
    if (weights.size() != size) {
        throw value_error("The number of weights does not match the population");
    }
    if (size == 0) {
        throw index_error("list index out of range");
    }
    std::vector<double> sums;
    for (const double weight : weights) {
        sums.push_back(sums.empty() ? weight : sums.back() + weight);
    }
    const double total = sums.back();
    if (total <= 0.0) {
        throw value_error("Total of weights must be greater than zero");
    }
    if (!std::isfinite(total)) {
        throw value_error("Total of weights must be finite");
    }
    std::vector<std::size_t> chosen(count);
    for (std::size_t& index : chosen) {
        const double place = random() * total;
        index =
            static_cast<std::size_t>(std::upper_bound(sums.begin(), sums.end() - 1, place) - sums.begin());
    }
    return chosen;
}

// For few elements of many, duplicates are drawn again; otherwise drawn elements are moved out of the way.
// The choice determines which random numbers are used, so the limit is CPython's.
std::vector<std::size_t> generator::sample_indices(std::size_t size, std::size_t count)
{
    if (count > size) {
        throw value_error("Sample larger than population or is negative");
    }
    double limit = 21;
    if (count > 5) {
        limit += std::pow(4, std::ceil(std::log(static_cast<double>(count * 3)) / std::log(4)));
    }
    std::vector<std::size_t> chosen(count);
    if (static_cast<double>(size) <= limit) {
        std::vector<std::size_t> pool(size);
        for (std::size_t i = 0; i != size; ++i) {
            pool[i] = i;
        }
        for (std::size_t i = 0; i != count; ++i) {
            const auto j = static_cast<std::size_t>(below(size - i));
            chosen[i] = pool[j];
            pool[j] = pool[size - i - 1];
        }
        return chosen;
    }
    std::unordered_set<std::size_t> taken;
    for (std::size_t& index : chosen) {
        do {
            index = static_cast<std::size_t>(below(size));
        } while (!taken.insert(index).second);
    }
    return chosen;
}

generator& current()
{
    return detail::here().random_numbers();
}

}  // namespace aio::random
