#pragma once
// The complete main of a program: `int main() { return aio::run_main(program()); }`.

#include "aio/console.hpp"
#include "aio/coro.hpp"

namespace aio {

/// Runs `main` on a new loop, watched by a console, until it and all threads have ended. Returns the exit
/// code for main(): 0, or 1 if an exception left `main` or the program deadlocked; the console prints that to
/// stderr. Exceptions of the program don't leave this function, so all printed output appears. Throws
/// runtime_error while a loop is running. CPython: asyncio.run at the end of a script.
int run_main(coro<void> main, console_options options = {});

}  // namespace aio
