#pragma once
// What a row of the timeline is called: by what runs in it, as the reader wrote it.

#include <string>

#include "web/view/rows.hpp"

namespace web {

/// The two names of a row.
struct row_name {
    std::string first;
    std::string second;  ///< may be empty
};

/// 'count_async', then 'Task-2'. A name that the program has chosen comes first: 'maker-1', then 'produce'. A
/// row of several tasks has one name.
row_name name_of(const trace::history& h, const row& r);

/// For the name's tooltip: 'Task-2 runs count_async. It was created at 0.000 s.'
std::string describe_row(const trace::history& h, const row& r, double time);

}  // namespace web
