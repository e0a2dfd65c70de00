#pragma once
// The event loop's I/O line: what comes from outside, and which task or thread it's for.

namespace web::words {

// What a task waits for. $1 is a stream: 'the stream', 'stream 2'.
constexpr const char* data = "data";
constexpr const char* data_on = "data on $1";
constexpr const char* room = "room to send";
constexpr const char* room_in = "room in $1";
constexpr const char* a_connection = "a connection";
constexpr const char* an_answer = "an answer";
constexpr const char* call_in = "$1 in $2";  // a call, and its thread

// How long it has waited, or worked.
constexpr const char* waits_for_tip = "$1 waits for $2: for $3 so far.";
constexpr const char* works_tip = "$1: for $2 so far.";

constexpr const char* title_outside = "I/O";
constexpr const char* no_sockets = "no sockets";
constexpr const char* no_socket_wait = "no task waits for a socket now";
constexpr const char* no_thread_works = "no thread works now";
constexpr const char* loop_waits = "nothing: waits for sockets or the earliest timer, whichever is first";

}  // namespace web::words
