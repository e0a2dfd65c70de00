#pragma once
// The argument of the loop's exception handler: a failure that no code can catch.

#include <exception>
#include <functional>
#include <string>

#include "aio/observer.hpp"

namespace aio {

class loop;
class future_base;
class task_base;

/// The dictionary that CPython passes to an exception handler. The pointers are valid only during the call.
struct exception_context {
    report what = report::other;
    std::string message = {};           ///< in asyncio's wording
    std::exception_ptr exception = {};  ///< null if there is none
    future_base* future = nullptr;      ///< the future that it's about, which may be a task
    task_base* task = nullptr;
};

/// If the handler throws, that exception is reported too.
using exception_handler = std::function<void(loop&, const exception_context&)>;

}  // namespace aio
