#pragma once
// The address of a socket, and the speed of a link between two of them.

#include <limits>
#include <string>

namespace aio {

/// A host and a port. CPython: the tuple that getsockname returns.
struct address {
    std::string host;
    int port = 0;
    bool operator==(const address&) const = default;
};

/// The text of Python's tuple: `('127.0.0.1', 8000)`.
std::string str(const address& a);
inline std::string repr(const address& a)
{
    return str(a);
}

/// The speed of the links between two sockets.
struct link_settings {
    double latency = 0.05;                                       ///< seconds from one side to the other
    double bandwidth = std::numeric_limits<double>::infinity();  ///< bytes a second
};

namespace detail {

/// The address that means every address of this machine, and the loopback address.
inline constexpr const char* any_host = "0.0.0.0";
inline constexpr const char* this_host = "127.0.0.1";

}  // namespace detail
}  // namespace aio
