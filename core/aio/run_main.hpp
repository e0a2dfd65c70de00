#pragma once
// A program's whole main: `int main() { return aio::run_main(program()); }`.

#include "aio/console.hpp"
#include "aio/coro.hpp"

namespace aio {

/// Runs `main` on a loop of its own, watched by a console, until it has ended and all threads have. Gives what main()
/// is to return: 0, or 1 if an exception left `main`, or on a deadlock; the console has said so on stderr then. It
/// throws nothing of the program's, so all that was printed comes out. Throws runtime_error while a loop runs.
/// CPython: asyncio.run at the end of a script.
int run_main(coro<void> main, console_options options = {});

}  // namespace aio
