#pragma once
// Words for what the reader does to a run.

#include <string>

#include "json/writer.hpp"
#include "web/view/differences.hpp"

namespace web {

/// 'Task-3 is cancelled', 'Task-2's sleep raises ValueError', 'Task-2 sleeps 1.5 s longer'.
std::string in_words(const trace::history& h, const lessons::intervention& i);

/// What the `intervened` event after the first `position` events says: 'Task-3 is cancelled', with why not if it
/// couldn't be done.
std::string what_was_done(const trace::history& h, std::size_t position);
/// The same with its time: 'At 1.5 s, Task-3 is cancelled.'
std::string describe_intervention(const trace::history& h, std::size_t position);

/// What was done to the tasks of the run, as the page shows it: an object `what_if` with its `text` for the
/// address, whether anything can be done to this run (`possible`), whether one is `pinned`, its settings (`pin`) and
/// the `difference` from it in words, and for each thing that was done its `words`, its moment `when`, and why it
/// couldn't be done, if so (`refused`).
void write_what_if(json::writer& out, const session& s, const differences& from_pinned);

/// What is shown beside the run: 'the same with how: sync', 'the run that you pinned'.
std::string words_beside(const session& s);

}  // namespace web
