#include "aio/detail/parts.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "aio/future.hpp"

namespace aio::detail {
namespace {

// Appends what `whole` waits for itself, the first of it last. False if there's nothing.
bool put_parts(const future_base& whole, std::vector<future_base*>& of)
{
    const std::size_t first = of.size();
    whole.list_parts(of);
    std::reverse(of.begin() + static_cast<std::ptrdiff_t>(first), of.end());
    return of.size() != first;
}

}  // namespace

void tell_parts(observer& o, std::uint32_t task, wait_kind kind, const future_base& whole)
{
    constexpr std::size_t most_of_several = 100;
    std::vector<future_base*> left;
    std::vector<future_base*> parts;
    std::unordered_set<future_base*> seen;
    put_parts(whole, left);
    while (!left.empty()) {
        future_base* const one = left.back();
        left.pop_back();
        if (seen.insert(one).second && !put_parts(*one, left)) {
            parts.push_back(one);
        }
    }
    const std::size_t told = kind == wait_kind::several ? std::min(parts.size(), most_of_several) : parts.size();
    for (std::size_t i = 0; i != told; ++i) {
        suspension where;
        parts[i]->describe_wait(where);
        o.task_awaits(task, where.kind, where.subject, i + 1 == told ? parts.size() - told : 0);
    }
}

}  // namespace aio::detail
