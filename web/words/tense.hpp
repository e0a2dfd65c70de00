#pragma once
// A sentence about what has happened, and the same about what hasn't happened yet.

namespace web::words {

struct tense {
    const char* past;
    const char* future;

    constexpr const char* in(bool is_to_come) const { return is_to_come ? future : past; }
};

}  // namespace web::words
