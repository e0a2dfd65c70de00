#pragma once
// What threads are doing.

#include "web/words/tense.hpp"

namespace web::words {

constexpr const char* span_open = "from $1 on";
constexpr const char* span_at = "at $1";
constexpr const char* span_closed = "from $1 to $2 ($3)";

constexpr const char* idle = "idle";
constexpr const char* a_function = "a function";
constexpr const char* call_for = "$1 for $2";
constexpr const char* asleep_in = "asleep in $1 until $2";
constexpr const char* runs_call = "runs $1";

// $1 is the thread, $2 the call, $3 the time.
constexpr tense job{"$1 runs $2 $3.", "$1 will run $2 $3."};
constexpr const char* job_failed = " It failed with $1.";
constexpr tense only_sleeps{" It only sleeps.", " It will only sleep."};
constexpr tense sleeps_here{" Here it sleeps $1.", " It will sleep $1."};
constexpr const char* simulated = " The thread is simulated: the whole function runs at $1, so other tasks "
                                  "see too early what it changes after a "
                                  "sleep.";
constexpr const char* rests = "$1 isn't running anything here. It started at $2.";

}  // namespace web::words
