#pragma once
// The future of a run, while a question about it is open.

namespace web::words {

constexpr const char* show_future = "show me anyway";
constexpr const char* show_future_tip = "Show what comes after the playhead, without an answer";
constexpr const char* queue_is_hidden = "hidden: the question asks for it";

}  // namespace web::words
