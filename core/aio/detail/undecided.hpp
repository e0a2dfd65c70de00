#pragma once
// The return value of every await_ready. If the compiler can see that an await always suspends, it knows that
// the code after it is only entered from outside in the coroutine's resume function. With clang 14 for
// WebAssembly, an await in a try block in a loop then throws past its catch: the loop's entry is a landing
// pad, which the pass that repairs irreducible loops doesn't understand.

namespace aio::detail {

/// Returns `ready`, but hides its value from the compiler. Costs nothing at run time.
inline bool undecided(bool ready) noexcept
{
    asm("" : "+r"(ready));
    return ready;
}

}  // namespace aio::detail
