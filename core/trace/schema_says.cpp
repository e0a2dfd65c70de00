#include "trace/schema_table.hpp"

namespace trace {

const shape& documented(kind k) noexcept
{
    return table::shapes[static_cast<std::size_t>(k)];
}

}  // namespace trace
