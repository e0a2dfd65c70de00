#pragma once
// The threads and their jobs, for the page's text view and for tests.

#include "json/writer.hpp"
#include "web/view/session.hpp"

namespace web {

/// Writes up to `most` of the threads that exist at the playhead.
void write_threads(json::writer& out, const session& s, std::size_t most);
/// Writes the jobs that have begun by the playhead, thread by thread; if there are more than `most` in all,
/// each thread's last ones. Returns how many are left out.
std::size_t write_jobs(json::writer& out, const session& s, std::size_t most);

}  // namespace web
