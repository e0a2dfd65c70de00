#pragma once
// Where a socket is, and what lies between two of them.

#include <limits>
#include <string>

namespace aio {

/// A host and a port. CPython: what getsockname gives.
struct address {
    std::string host;
    int port = 0;
    bool operator==(const address&) const = default;
};

/// As Python writes the tuple.
std::string str(const address& a);
inline std::string repr(const address& a)
{
    return str(a);
}

/// What the links between two sockets do to what is sent over them.
struct link_settings {
    double latency = 0.05;                                       ///< seconds from one side to the other
    double bandwidth = std::numeric_limits<double>::infinity();  ///< bytes a second
};

namespace detail {

/// All hosts that this machine is, and the one that only itself sees.
inline constexpr const char* any_host = "0.0.0.0";
inline constexpr const char* this_host = "127.0.0.1";

}  // namespace detail
}  // namespace aio
