#pragma once
// What runs in threads, for the page's text view and for tests.

#include "json/writer.hpp"
#include "web/view/session.hpp"

namespace web {

/// Up to `most` of the threads that there are at the playhead.
void write_threads(json::writer& out, const session& s, std::size_t most);
/// The jobs that have begun by the playhead, thread by thread, of each the last ones, if there are more than `most` in
/// all. Gives how many are left out.
std::size_t write_jobs(json::writer& out, const session& s, std::size_t most);

}  // namespace web
