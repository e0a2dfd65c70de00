#pragma once
// What the loop's exception handler is told: a failure that no code is there to catch.

#include <exception>
#include <functional>
#include <string>

#include "aio/observer.hpp"

namespace aio {

class loop;
class future_base;
class task_base;

/// The dictionary that an exception handler gets in CPython. Pointers are good during the call only.
struct exception_context {
    report what = report::other;
    std::string message = {};           ///< in asyncio's wording
    std::exception_ptr exception = {};  ///< null if there is none
    future_base* future = nullptr;      ///< that it is about, a task included
    task_base* task = nullptr;
};

/// May throw: that is reported in its turn.
using exception_handler = std::function<void(loop&, const exception_context&)>;

}  // namespace aio
